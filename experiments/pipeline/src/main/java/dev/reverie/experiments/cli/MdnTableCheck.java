package dev.reverie.experiments.cli;

import dev.reverie.mdn.Bijector;
import dev.reverie.mdn.ColumnScale;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a table before a training on it, column by column: refused where no model can come of it, else told as warnings. */
final class MdnTableCheck {
    private static final int MIN_ROWS = 20;
    /** Rows an input, below which chance looks like a pattern. */
    private static final int FEW = 2;

    private final CsvTable table;
    private final List<String> warnings = new ArrayList<>();

    private MdnTableCheck(CsvTable table) {
        this.table = table;
    }

    /**
     * @param bijectors
     *            one a target
     * @return warnings, a line each
     * @throws IllegalArgumentException
     *             with line and column, where the table cannot be learned from
     */
    static List<String> of(CsvTable table, List<String> inputs, List<String> targets, List<Bijector> bijectors) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException(table.file() + ": has no column left for an input; all are targets");
        }
        for (var input : inputs) {
            if (targets.contains(input)) {
                throw new IllegalArgumentException("--inputs and --target must be different columns, both name " + input);
            }
        }
        var check = new MdnTableCheck(table);
        for (var input : inputs) {
            check.column(input, new Bijector.Identity());
        }
        for (int d = 0; d < targets.size(); d++) {
            check.column(targets.get(d), bijectors.get(d));
        }
        check.rows(inputs.size());
        return check.warnings;
    }

    private void column(String name, Bijector bijector) {
        var values = table.numbers(List.of(name));
        for (int r = 0; r < values.length; r++) {
            if (!bijector.contains(values[r])) {
                throw new IllegalArgumentException(table.place(r) + name + " must be " + bijector.domain() + ", was " + values[r]);
            }
        }
        var scale = ColumnScale.of(values, bijector);
        var where = table.place(scale.farthest()) + name;
        var was = ", was " + values[scale.farthest()];
        if (scale.isTooLarge()) {
            throw new IllegalArgumentException(where + " must be within ±" + ColumnScale.MOST + was + "; choose a larger unit for " + name);
        }
        if (scale.isTooSmall()) {
            throw new IllegalArgumentException(
                    table.file() + ": " + name + " must have a standard deviation of at least " + ColumnScale.LEAST
                            + ", has " + scale.deviation() + "; choose a smaller unit for " + name);
        }
        if (scale.isOutOfReach()) {
            throw new IllegalArgumentException(where + " must be nearer to the other rows" + was + ", " + number(scale.distance())
                    + " of their deviations from their median; correct it or leave the row out");
        }
        if (scale.isStretched()) {
            warnings.add(where + " is " + values[scale.farthest()] + ", " + number(scale.distance())
                    + " deviations of the middle rows from their median; such rows stretch the scale of " + name + " "
                    + number(scale.stretch()) + " times, and the others become nearly equal; correct them or leave them out");
        }
    }

    private static String number(double value) {
        return String.format(java.util.Locale.ROOT, value < 1e6 ? "%,.0f" : "%.1e", value);
    }

    private void rows(int inputs) {
        int rows = table.rows().size();
        if (rows < MIN_ROWS) {
            throw new IllegalArgumentException(table.file() + ": must have at least " + MIN_ROWS + " rows, since some are held out, has "
                    + rows);
        }
        if (rows < FEW * inputs) {
            warnings.add(table.file() + ": has " + rows + " rows for " + inputs + " inputs; with fewer than " + FEW
                    + " rows an input a fit follows chance, so training starts from a regularised line; name fewer with --inputs, or use more rows");
        }
    }
}
