package dev.reverie.experiments.cli;

import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.run.StageStatus;
import java.util.ArrayList;
import java.util.List;

/** Stages and how they stand, in columns. */
final class OutcomeTable {
    private OutcomeTable() {
    }

    /**
     * One line a stage, with a header.
     *
     * @param ran
     *            what to say of a stage that has a reason to run, or that had one; empty for the reason itself
     */
    static List<String> rows(List<StageStatus> outcomes, String ran) {
        var cells = new ArrayList<String[]>();
        cells.add(new String[]{"stage", "state", "time", "result"});
        for (var outcome : outcomes) {
            var state = outcome.reason().map(reason -> ran.isEmpty() ? reason : ran).orElse("up to date");
            cells.add(new String[]{outcome.stage(), state, outcome.duration().map(Clock::text).orElse(""), outcome.summary()});
        }
        return Columns.of(cells);
    }
}
