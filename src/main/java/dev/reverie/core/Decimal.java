package dev.reverie.core;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads numbers as CSV readers and pandas do: an optional sign, digits with at most one point, an optional exponent, blanks around. {@code
 * NaN}, {@code inf} and {@code infinity} count in any case. Java's own parsers also take {@code 12D}, {@code 7F}, {@code 0x1p3} and the
 * digits of every script, so a column of codes would pass for numbers.
 */
public final class Decimal {
    private Decimal() {
    }

    /** The number that a text is, NaN and infinities among them; empty if it is none. */
    public static OptionalDouble parse(String text) {
        var bare = text.strip();
        int from = signed(bare) ? 1 : 0;
        if (isDecimal(bare, from)) {
            return OptionalDouble.of(Double.parseDouble(bare));
        }
        var word = bare.substring(from).toLowerCase(java.util.Locale.ROOT);
        return switch (word) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "infinity" -> OptionalDouble
                    .of(bare.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /**
     * The number that a text is, NaN and infinities among them.
     *
     * @throws NumberFormatException
     *             if it is none: {@code must be a number, was '12D'}
     */
    public static double number(String text) {
        return parse(text).orElseThrow(() -> wrong("a number", text));
    }

    /**
     * The finite number that a text is.
     *
     * @throws NumberFormatException
     *             if it is none: {@code must be a finite number, was 'NaN'}
     */
    public static double finite(String text) {
        double number = parse(text).orElse(Double.NaN);
        if (!Double.isFinite(number)) {
            throw wrong("a finite number", text);
        }
        return number;
    }

    /**
     * The whole number that a text is.
     *
     * @throws NumberFormatException
     *             if it is none: {@code must be a whole number, was '1.5'}
     */
    public static int integer(String text) {
        return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The whole number that a text is.
     *
     * @throws NumberFormatException
     *             if it is none: {@code must be a whole number, was '1.5'}
     */
    public static long whole(String text) {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        var bare = text.strip();
        int from = signed(bare) ? 1 : 0;
        if (from == bare.length() || digits(bare, from) < bare.length()) {
            throw wrong("a whole number", text);
        }
        var number = fitting(bare);
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw wrong("a whole number within " + least + ".." + most, text);
        }
        return number.getAsLong();
    }

    private static OptionalLong fitting(String digits) {
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static NumberFormatException wrong(String allowed, String text) {
        return new NumberFormatException("must be " + allowed + ", was '" + text + "'");
    }

    private static boolean signed(String text) {
        return text.startsWith("-") || text.startsWith("+");
    }

    private static boolean isDecimal(String text, int from) {
        int end = digits(text, from);
        int count = end - from;
        if (end < text.length() && text.charAt(end) == '.') {
            int next = digits(text, end + 1);
            count += next - end - 1;
            end = next;
        }
        if (count > 0 && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1 + (end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0);
            end = digits(text, exponent);
            return end > exponent && end == text.length();
        }
        return count > 0 && end == text.length();
    }

    /** Where the digits 0 to 9 that begin at a place end. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
