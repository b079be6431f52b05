package dev.reverie.experiments.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.envs.Envs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie envs}: the environments there are, and all about one of them. */
@Command(name = "envs", description = {"List the environments there are, your own included; with a name, show the data sheet of one.", ""},
        footer = {"  reverie envs", "  reverie envs CarRacing", "  reverie envs CarRacing --set discrete=true --json"})
final class EnvsCommand extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "Which one.")
    private String name;

    @Option(names = "--set", paramLabel = "OPTION=VALUE",
            description = "Show the spaces that it has with this option. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        if (name == null && !settings.isEmpty()) {
            throw new IllegalArgumentException("--set needs the name of an environment");
        }
        if (name != null) {
            show(EnvSheet.of(EnvChoice.of(name, settings)));
        } else {
            list(Envs.names().stream().map(each -> EnvSheet.of(EnvChoice.of(each, List.of()))).toList());
        }
        return 0;
    }

    private void show(EnvSheet sheet) {
        if (json) {
            print(sheet.json());
        } else {
            sayAll(sheet.lines());
        }
    }

    private void list(List<EnvSheet> sheets) {
        if (json) {
            print(sheets.stream().map(EnvSheet::json).toList());
            return;
        }
        var cells = new ArrayList<String[]>();
        cells.add(new String[]{"name", "observation", "action", "steps", "about"});
        sheets.forEach(sheet -> cells.add(sheet.row()));
        sayAll(Columns.of(cells));
    }

    private void print(Object value) {
        try {
            say(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
