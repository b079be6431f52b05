package dev.reverie.envs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was probably meant by a name that is unknown. */
final class Nearest {
    private Nearest() {
    }

    /** {@code unknown 'TakeCovr'; did you mean TakeCover? known: CarRacing, TakeCover}. */
    static String unknown(String kind, String name, List<String> known) {
        return "unknown " + kind + "'" + name + "'" + to(name, known).map(near -> "; did you mean " + near + "?").orElse(";")
                + (known.isEmpty() ? " there are none" : " known: " + String.join(", ", known));
    }

    /** The one of {@code known} that fewest edits lead to, if they are at most a third of its letters; case does not count. */
    static Optional<String> to(String name, List<String> known) {
        return known.stream().filter(candidate -> edits(name, candidate) <= (candidate.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> edits(name, candidate)));
    }

    /** How many letters must be put in, taken out or replaced (Levenshtein 1966). */
    private static int edits(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }
}
