package dev.reverie.experiments.cli;

import dev.reverie.gym.GymClient;
import dev.reverie.gym.GymProvider;
import dev.reverie.gym.GymPython;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie gym list}: what there is. */
@Command(name = "list", description = {"List the environments that Gymnasium there knows.", "",
    "Names of which there are many, but for their numbers the same, are one line, such as those of ViZDoom's 700 maps.", ""},
        footer = {"  reverie gym list", "  reverie gym list takecover", "  reverie gym list --all doom2map01"})
final class GymListCommand extends Verb {
    /** So many of a kind are shown; of more, the first and the last. */
    private static final int SHOWN = 8;

    @Parameters(index = "0", arity = "0..1", paramLabel = "WORD", defaultValue = "", description = "Only those with this in their name.")
    private String word;

    @Option(names = "--all", description = "A line for each.")
    private boolean all;

    @Override
    public Integer call() {
        try (var client = GymClient.start(GymPython.standard())) {
            var versions = client.versions();
            var lower = word.toLowerCase(Locale.ROOT);
            var known = client.list().stream().map(GymClient.Registered::id).toList();
            var ids = known.stream().filter(id -> id.toLowerCase(Locale.ROOT).contains(lower)).toList();
            sayAll(all ? ids.stream().map(GymProvider.PREFIX::concat).toList() : lines(ids));
            say((word.isEmpty() ? "" : ids.size() + " of ") + known.size() + " environments, by gymnasium " + versions.get("gymnasium")
                    + " of " + versions.get("executable"));
        }
        return 0;
    }

    /** One for each, or for many that differ in nothing but their numbers. */
    static List<String> lines(List<String> ids) {
        var kinds = ids.stream().collect(Collectors.groupingBy(id -> id.replaceAll("\\d+", "#"), LinkedHashMap::new, Collectors.toList()));
        return kinds.values().stream()
                .flatMap(kind -> kind.size() <= SHOWN ? kind.stream()
                        : List.of(kind.get(0) + " to " + kind.get(kind.size() - 1) + ", " + kind.size() + " of them").stream())
                .map(GymProvider.PREFIX::concat).toList();
    }
}
