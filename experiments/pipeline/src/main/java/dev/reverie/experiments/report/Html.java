package dev.reverie.experiments.report;

/** Plain text in HTML. */
final class Html {
    private Html() {
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** Whether a cell is a number, as {@code 630 ± 399} and {@code 93,000 steps/s} are; a sentence that begins with one is none. */
    static boolean isNumber(String cell) {
        return cell.matches("[-−+]?\\d[\\d,.:]*(%| .{1,24})?") || cell.equals("NaN") || cell.equals("–");
    }
}
