package dev.reverie.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a mistyped word may have been meant to be. */
public final class DidYouMean {
    private DidYouMean() {
    }

    /** The word of {@code words} that the fewest edits make of {@code typed}, if they are few enough that it may be meant. */
    public static Optional<String> to(String typed, Collection<String> words) {
        var lower = typed.toLowerCase(Locale.ROOT);
        return words.stream().filter(word -> edits(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, Math.min(3, word.length() / 3)))
                .min(Comparator.comparingInt(word -> edits(lower, word.toLowerCase(Locale.ROOT))));
    }

    /** {@code unknown 'TakeCovr'; did you mean TakeCover? known: CarRacing, TakeCover}: the end of a message. */
    public static String unknown(String kind, String typed, Collection<String> words) {
        return "unknown " + (kind.isEmpty() ? "" : kind + " ") + "'" + typed + "'"
                + to(typed, words).map(near -> "; did you mean " + near + "?").orElse(";")
                + (words.isEmpty() ? " there are none" : " known: " + String.join(", ", words));
    }

    /** Insertions, deletions, replacements and swaps of neighbours (Damerau 1964, each neighbour swapped at most once). */
    private static int edits(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
