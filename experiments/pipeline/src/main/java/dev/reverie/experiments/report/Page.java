package dev.reverie.experiments.report;

import dev.reverie.core.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A report: one HTML file with all its pictures, without scripts, that asks no other host for anything.
 *
 * @param title
 *            of the page
 * @param lead
 *            one sentence below the title: what came of it
 * @param sections
 *            in order
 */
public record Page(String title, String lead, List<Section> sections) {
    private static final String STYLE = """
            :root { color-scheme: light; }
            body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; }
            h1 { margin: 0 0 .3rem; font-size: 1.9rem; line-height: 1.2; }
            h2 { margin: 2.4rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid #0072b2; font-size: 1.3rem; }
            .lead { margin: 0 0 1rem; font-size: 1.15rem; }
            nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 0; padding: 0; list-style: none; }
            a { color: #00598c; }
            .wide { overflow-x: auto; margin: 1rem 0; }
            table { max-width: 100%; border-collapse: collapse; font-size: .92rem; }
            caption { padding-bottom: .4rem; text-align: left; color: #444; }
            th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
            thead th { border-bottom: 1px solid #222; }
            tbody th { font-weight: 600; white-space: nowrap; }
            td { overflow-wrap: break-word; }
            .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
            figure { margin: 1.2rem 0; }
            img { display: block; max-width: 100%; height: auto; }
            figcaption { margin-top: .4rem; font-size: .92rem; color: #444; }
            pre { padding: .8rem; overflow-x: auto; background: #f5f5f5; font: 13px/1.4 ui-monospace, monospace; }
            summary { cursor: pointer; }
            @media print {
              body { max-width: none; padding: 0; font-size: 10.5pt; }
              nav { display: none; }
              figure, tr { break-inside: avoid; }
              h2 { break-after: avoid; }
              details::details-content { content-visibility: visible; block-size: auto; }
              pre { white-space: pre-wrap; }
            }
            """;

    public Page {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(lead, "lead");
        sections = List.copyOf(sections);
    }

    /** The whole file; the same page gives the same text. */
    public String html() {
        // no icon is asked for, and nothing else is either
        var html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <link rel="icon" href="data:,">
                """);
        html.append("<title>").append(Html.escape(title)).append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        html.append("<header>\n<h1>").append(Html.escape(title)).append("</h1>\n<p class=\"lead\">").append(Html.escape(lead))
                .append("</p>\n");
        html.append("<nav aria-label=\"Sections\"><ul>\n");
        sections.forEach(
                section -> html.append("<li><a href=\"#").append(section.anchor()).append("\">").append(Html.escape(section.title()))
                        .append("</a></li>\n"));
        html.append("</ul></nav>\n</header>\n<main>\n");
        for (var section : sections) {
            html.append("<section id=\"").append(section.anchor()).append("\">\n<h2>").append(Html.escape(section.title()))
                    .append("</h2>\n");
            section.blocks().forEach(block -> html.append(block.html()));
            html.append("</section>\n");
        }
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    /**
     * Writes it, whole or not at all.
     *
     * @throws dev.reverie.core.FileException
     *             if that fails
     */
    public void save(Path file) {
        AtomicFile.write(file, html());
    }
}
