package dev.reverie.experiments.run;

import dev.reverie.controller.Controller;
import dev.reverie.core.FileException;
import dev.reverie.core.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Controllers that evolution passed through, evenly spread: {@code controller/history/generation-00007.npy} is the strategy's mean after
 * seven generations.
 *
 * @param folder
 *            where they are
 */
record ControllerSnapshots(Path folder) {
    /** About how many are kept. */
    private static final int KEPT = 12;
    private static final Pattern NAME = Pattern.compile("generation-(\\d+)\\.npy");

    static ControllerSnapshots of(RunFolder folder) {
        return new ControllerSnapshots(folder.controller().resolveSibling("history"));
    }

    /** Whether the controller after {@code told} of {@code generations} is kept: the last one is. */
    static boolean keeps(int told, int generations) {
        return told == generations || told % Math.max(1, Math.round((float) generations / KEPT)) == 0;
    }

    void save(int told, Controller controller) {
        controller.save(folder.resolve(String.format(java.util.Locale.ROOT, "generation-%05d.npy", told)));
    }

    /**
     * By the number of generations before.
     *
     * @param blank
     *            of the same kind
     */
    SortedMap<Integer, Controller> load(Controller blank) {
        try (var files = Files.list(folder)) {
            var controllers = new TreeMap<Integer, Controller>();
            files.forEach(file -> {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    controllers.put(Integer.valueOf(name.group(1)), blank.withParameters(file));
                }
            });
            return controllers;
        } catch (IOException e) {
            throw new FileException(folder, "cannot be read: " + e.getMessage(), e);
        }
    }
}
