package dev.reverie.experiments.cli;

import dev.reverie.core.Space;
import dev.reverie.envs.DataSheet;
import dev.reverie.envs.EnvEntry;
import dev.reverie.envs.EnvOption;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All about an environment, for people and for programs.
 *
 * @param entry
 *            as the registry has it
 * @param observations
 *            of the variant asked for
 * @param actions
 *            of the variant asked for
 * @param limit
 *            steps an episode; empty if it has no option of that name
 * @param sheet
 *            what its class comment says, if that is there
 */
record EnvSheet(EnvEntry entry, Space.Box observations, Space actions, Optional<String> limit, Optional<DataSheet> sheet) {
    private static final int WIDTH = 110;

    static EnvSheet of(EnvConfig config) {
        var entry = Envs.entry(config.name());
        try (var env = entry.make(config.options())) {
            return new EnvSheet(entry, env.observationSpace(), env.actionSpace(),
                    Optional.ofNullable(entry.resolve(config.options()).get("limit")), DataSheet.of(env.getClass()));
        }
    }

    /** For the list. */
    String[] row() {
        return new String[]{entry.name(), brief(observations), brief(actions), limit.orElse("-"), entry.description()};
    }

    private static String brief(Space space) {
        if (space instanceof Space.Discrete choices) {
            return choices.n() + " choices";
        }
        var box = (Space.Box) space;
        var shape = new ArrayList<String>();
        for (int axis : box.shape()) {
            shape.add(String.valueOf(axis));
        }
        return String.join("x", shape) + (box.isFrame() ? " bytes" : box.size() == 1 ? " float" : " floats");
    }

    /** For reading. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(entry.name() + ", version " + entry.version() + " of its rules");
        lines.add("");
        wrap("", sheet.map(DataSheet::about).orElse(entry.description()), lines);
        lines.add("");
        lines.add("observation space  " + observations);
        lines.add("action space       " + actions);
        sheet.ifPresent(found -> {
            lines.add("");
            int width = found.rows().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
            found.rows().forEach((name, text) -> wrap(name + " ".repeat(width - name.length()), text, lines));
        });
        lines.add("");
        lines.add(entry.options().isEmpty() ? "no options" : "options, as --set NAME=VALUE or in the YAML of an experiment:");
        var cells = new ArrayList<String[]>();
        entry.options().forEach(option -> cells.add(new String[]{"  " + option.name(), option.defaultValue(), option.meaning()}));
        lines.addAll(Columns.of(cells));
        sheet.ifPresent(found -> found.notes().forEach(note -> {
            lines.add("");
            wrap("", note, lines);
        }));
        return lines;
    }

    /** Breaks a text at blanks; what follows the first line stands below the text, not below its name. */
    private static void wrap(String name, String text, List<String> lines) {
        var line = new StringBuilder(name);
        int words = 0;
        for (var word : text.split(" ")) {
            if (words > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(name.length()));
                words = 0;
            }
            line.append(words++ > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
    }

    /** For programs; bounds that are infinite are texts. */
    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", entry.name());
        json.put("version", entry.version());
        json.put("about", entry.description());
        json.put("observation", json(observations));
        json.put("action", json(actions));
        limit.ifPresent(steps -> json.put("steps", steps.matches("\\d{1,18}") ? Long.valueOf(steps) : steps));
        json.put("options", entry.options().stream().map(EnvSheet::json).toList());
        sheet.ifPresent(found -> {
            json.put("sheet", found.rows());
            json.put("notes", found.notes());
        });
        return json;
    }

    private static Map<String, Object> json(EnvOption option) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", option.name());
        json.put("default", option.defaultValue());
        json.put("meaning", option.meaning());
        return json;
    }

    private static Map<String, Object> json(Space space) {
        var json = new LinkedHashMap<String, Object>();
        if (space instanceof Space.Box box) {
            json.put("type", "box");
            json.put("element", box.isFrame() ? "u8" : "f32");
            json.put("shape", box.shape());
            json.put("low", box.low());
            json.put("high", box.high());
        } else {
            json.put("type", "discrete");
            json.put("n", ((Space.Discrete) space).n());
        }
        return json;
    }
}
