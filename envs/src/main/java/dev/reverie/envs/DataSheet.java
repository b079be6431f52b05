package dev.reverie.envs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the class comment of an environment says, as plain text: written once, for readers of the code and of {@code reverie envs NAME}.
 *
 * <p>The comment is a paragraph, a table of two columns, and more paragraphs. It is read from the source, which our jar carries below
 * {@code META-INF/sources}; an environment of your own has a data sheet if your jar does the same.
 *
 * @param about
 *            the first paragraph: what is to be done
 * @param rows
 *            the table in its order: action, observation, reward, start, terminated, truncated and what else matters
 * @param notes
 *            the other paragraphs: what differs, what a step costs, where it comes from
 */
public record DataSheet(String about, Map<String, String> rows, List<String> notes) {
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*(.*?)\\*/\\s*(?:@\\w+\\s*)*public (?:final )?(?:class|record) ", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("<table>.*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr><td>(.*?)</td><td>(.*?)</td></tr>", Pattern.DOTALL);
    /** {@code @link Options#limit} is for the reader of the sheet the option called limit. */
    private static final Pattern LINK = Pattern.compile("\\{@link (?:[\\w.]*#)?([\\w.]+)(?:\\([^)]*\\))?(?: ([^}]+))?}");
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");

    public DataSheet {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        notes = List.copyOf(notes);
    }

    /** The sheet of an environment's class; empty if its source is not there, or has no comment. */
    public static Optional<DataSheet> of(Class<?> env) {
        var source = "/META-INF/sources/" + env.getName().replace('.', '/') + ".java";
        try (var in = env.getResourceAsStream(source)) {
            return in == null ? Optional.empty() : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a source file's text. */
    static Optional<DataSheet> parse(String source) {
        var found = COMMENT.matcher(source);
        if (!found.find()) {
            return Optional.empty();
        }
        var comment = found.group(1).replaceAll("(?m)^\\s*\\* ?", "");
        var rows = new LinkedHashMap<String, String>();
        ROW.matcher(comment).results().forEach(row -> rows.put(plain(row.group(1)), plain(row.group(2))));
        var paragraphs = new ArrayList<String>();
        for (var paragraph : TABLE.matcher(comment).replaceAll("").split("<p>|(?m)^@\\w+")) {
            if (!paragraph.isBlank()) {
                paragraphs.add(plain(paragraph));
            }
        }
        return paragraphs.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataSheet(paragraphs.get(0), rows, paragraphs.subList(1, paragraphs.size())));
    }

    private static String plain(String html) {
        var text = LINK.matcher(html).replaceAll(link -> Matcher.quoteReplacement(
                link.group(2) != null ? link.group(2) : link.group(1).substring(link.group(1).lastIndexOf('.') + 1)));
        return CODE.matcher(text).replaceAll("$1").replaceAll("<[^>]+>", "").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&amp;", "&").replaceAll("\\s+", " ").strip();
    }
}
