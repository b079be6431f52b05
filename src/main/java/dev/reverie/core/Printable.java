package dev.reverie.core;

import java.util.Locale;

/**
 * Makes text of files, servers and users safe to show: what would move a cursor, hide or reorder something on a terminal is written out,
 * such as {@code \u001b} for an escape. Letters of every script stay as they are.
 *
 * <p>Every message that quotes what Reverie did not write passes through here once.
 */
public final class Printable {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {
    }

    /** One line: ends of lines and tabulators are written out, too. */
    public static String line(String foreign) {
        return shown(foreign, false);
    }

    /** Several lines: ends of lines and tabulators stay. */
    public static String lines(String foreign) {
        return shown(foreign.replace("\r\n", "\n"), true);
    }

    private static String shown(String foreign, boolean lines) {
        if (foreign.codePoints().allMatch(c -> isSafe(c, lines))) {
            return foreign;
        }
        var shown = new StringBuilder(foreign.length() + 16);
        foreign.codePoints().forEach(c -> {
            if (isSafe(c, lines)) {
                shown.appendCodePoint(c);
            } else {
                switch (c) {
                    case '\n' -> shown.append("\\n");
                    case '\r' -> shown.append("\\r");
                    case '\t' -> shown.append("\\t");
                    default -> shown.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        });
        return shown.toString();
    }

    private static boolean isSafe(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return lines;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            // the two joiners belong to the spelling of some languages
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
