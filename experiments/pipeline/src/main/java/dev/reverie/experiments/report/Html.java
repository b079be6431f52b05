package dev.reverie.experiments.report;

/** Plain text in HTML. */
final class Html {
    private Html() {
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** Whether a cell begins with a number, as {@code 630 ± 399} does. */
    static boolean isNumber(String cell) {
        return cell.matches("[-−+]?\\d[\\d,.:]*(%| .*)?") || cell.equals("NaN") || cell.equals("–");
    }
}
