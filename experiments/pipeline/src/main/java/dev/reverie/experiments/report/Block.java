package dev.reverie.experiments.report;

import dev.reverie.core.Arguments;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** What a section of a {@link Page} is made of. Texts are plain: what means something in HTML is escaped. */
public sealed interface Block permits Block.Text, Block.Table, Block.Figure, Block.Listing {
    /** As HTML, one element. */
    String html();

    /** A paragraph. */
    record Text(String text) implements Block {
        @Override
        public String html() {
            return "<p>" + Html.escape(text) + "</p>\n";
        }
    }

    /**
     * Rows and columns. The first column names its row.
     *
     * @param caption
     *            what it shows, with units
     * @param header
     *            one text a column
     * @param rows
     *            each as long as {@code header}; cells that are numbers stand at the right
     */
    record Table(String caption, List<String> header, List<List<String>> rows) implements Block {
        public Table {
            Objects.requireNonNull(caption, "caption");
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (var row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException(
                            "row must have " + header.size() + " cells, as the header, had " + row.size() + ": " + row);
                }
            }
        }

        @Override
        public String html() {
            var html = new StringBuilder("<div class=\"wide\"><table>\n<caption>").append(Html.escape(caption))
                    .append("</caption>\n<thead><tr>");
            header.forEach(cell -> html.append("<th scope=\"col\">").append(Html.escape(cell)).append("</th>"));
            html.append("</tr></thead>\n<tbody>\n");
            for (var row : rows) {
                html.append("<tr><th scope=\"row\">").append(Html.escape(row.get(0))).append("</th>");
                row.subList(1, row.size()).forEach(cell -> html.append(Html.isNumber(cell) ? "<td class=\"number\">" : "<td>")
                        .append(Html.escape(cell)).append("</td>"));
                html.append("</tr>\n");
            }
            return html.append("</tbody>\n</table></div>\n").toString();
        }
    }

    /**
     * A picture, in the file itself.
     *
     * @param png
     *            its bytes, not copied
     * @param pixels
     *            that stand for one on the page, in each direction: 2 is sharp in print
     * @param description
     *            for who cannot see it
     * @param caption
     *            below it
     */
    record Figure(byte[] png, int pixels, String description, String caption) implements Block {
        /** Where a PNG has its width and height, four bytes each (ISO 15948, 11.2.2). */
        private static final int SIZE = 16;

        public Figure {
            if (png.length < SIZE + 8 || png[1] != 'P' || png[2] != 'N' || png[3] != 'G') {
                throw new IllegalArgumentException("png must be a picture in PNG, was " + png.length + " other bytes");
            }
            Arguments.atLeast(1, "pixels", pixels);
        }

        /**
         * Reads a picture.
         *
         * @throws FileException
         *             if it cannot be read
         */
        public static Figure load(Path png, int pixels, String description, String caption) {
            try {
                return new Figure(Files.readAllBytes(png), pixels, description, caption);
            } catch (IOException e) {
                throw new FileException(png, "cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public String html() {
            var size = ByteBuffer.wrap(png, SIZE, 8);
            return "<figure><img alt=\"" + Html.escape(description) + "\" width=\"" + size.getInt() / pixels + "\" height=\""
                    + size.getInt() / pixels
                    + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png)
                    + "\"><figcaption>" + Html.escape(caption) + "</figcaption></figure>\n";
        }
    }

    /**
     * Lines as they are, folded away until asked for; all there in print.
     *
     * @param summary
     *            what they are
     */
    record Listing(String summary, String lines) implements Block {
        @Override
        public String html() {
            return "<details><summary>" + Html.escape(summary) + "</summary><pre>" + Html.escape(lines) + "</pre></details>\n";
        }
    }
}
