package dev.reverie.experiments.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Names of columns as an option gives them: comma-separated values, so a name with a comma stands in quotes, {@code '"price, EUR",size'}.
 */
final class ColumnNames {
    private ColumnNames() {
    }

    /**
     * @param texts
     *            of an option, which may come several times
     * @throws IllegalArgumentException
     *             if a name is empty, or there twice
     */
    static List<String> of(String option, List<String> texts) {
        var names = new ArrayList<String>();
        texts.forEach(text -> names.addAll(List.of(split(option, text))));
        var seen = new HashSet<String>();
        for (var name : names) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException(
                        option + " must be names of columns with commas between, was '" + String.join(",", texts) + "'");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(option + " must name each column once, " + name + " is there twice");
            }
        }
        return List.copyOf(names);
    }

    private static String[] split(String option, String text) {
        try {
            var words = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).enable(CsvParser.Feature.TRIM_SPACES).build()
                    .readerFor(String[].class).<String[]>readValues(text);
            return words.hasNextValue() ? words.nextValue() : new String[]{""};
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(option + " must be names of columns as in a CSV file, was '" + text + "': "
                    + e.getOriginalMessage(), e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
