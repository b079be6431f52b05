package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
    /** The command line itself, its verbs, and theirs. */
    private static Stream<CommandLine> verbs(CommandLine verb) {
        return Stream.concat(Stream.of(verb), verb.getSubcommands().values().stream().flatMap(HelpTest::verbs));
    }

    private static String helpOfAll() {
        var text = new StringBuilder();
        verbs(Reverie.commandLine()).forEach(verb -> text.append(verb.getUsageMessage()));
        return text.toString();
    }

    @Test
    void everyVerbOptionAndParameterIsDescribedInItsFirstLine() {
        verbs(Reverie.commandLine()).map(CommandLine::getCommandSpec).forEach(spec -> {
            assertDescribed(spec.qualifiedName(), spec.usageMessage().description());
            spec.options().forEach(option -> assertDescribed(spec.qualifiedName() + " " + option.longestName(), option.description()));
            spec.positionalParameters()
                    .forEach(parameter -> assertDescribed(spec.qualifiedName() + " " + parameter.paramLabel(), parameter.description()));
        });
    }

    private static void assertDescribed(String what, String[] description) {
        assertFalse(description.length == 0 || description[0].isBlank(), what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "th-TH-u-nu-thai", "de-DE"})
    void helpHasTheSameDigitsInEveryLanguage(String language) {
        var usual = helpOfAll();
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertEquals(usual, helpOfAll());
        } finally {
            Locale.setDefault(before);
        }
    }
}
