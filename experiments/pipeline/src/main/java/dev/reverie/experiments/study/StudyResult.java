package dev.reverie.experiments.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study found.
 *
 * @param figures
 *            numbers by plain names, such as {@code max_kl}, in the order they are shown
 * @param rows
 *            what the figures are made of, one map of columns a row; may be none
 * @param table
 *            to read
 */
public record StudyResult(Map<String, Number> figures, List<Map<String, Number>> rows, Table table) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    public StudyResult {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        rows = List.copyOf(rows);
    }

    /** Of figures alone: the table shows those it does not have. */
    static StudyResult of(Map<String, Number> figures, Table table) {
        return new StudyResult(figures, List.of(), table);
    }

    /**
     * Writes {@code results.json} and {@code table.md}, each whole or not at all.
     *
     * @param command
     *            that gives these numbers again
     */
    public void save(Path folder, String study, String command) {
        var all = new LinkedHashMap<String, Object>();
        all.put("study", study);
        all.put("command", command);
        all.putAll(figures);
        if (!rows.isEmpty()) {
            all.put("rows", rows);
        }
        var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
        try {
            AtomicFile.write(folder.resolve("results.json"), JSON.writer(printer).writeValueAsString(all) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("figures cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        AtomicFile.write(folder.resolve("table.md"), "# " + study + "\n\n`" + command + "`\n\n" + text());
    }

    /** The table and the figures, to read. */
    public String text() {
        var list = Table.of("figure", "value");
        for (var figure : figures.entrySet()) {
            list = list.with(figure.getKey(), figure.getValue());
        }
        var parts = new ArrayList<String>();
        if (!table.rows().isEmpty()) {
            parts.add(table.markdown());
        }
        if (!figures.isEmpty()) {
            parts.add(list.markdown());
        }
        return String.join("\n", parts);
    }
}
