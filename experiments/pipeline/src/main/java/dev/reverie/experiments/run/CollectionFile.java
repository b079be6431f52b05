package dev.reverie.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.Dataset;
import dev.reverie.core.Disk;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the episodes of a folder were played by, {@code collection.json} beside their {@code dataset.json}: with both, an episode's number
 * says all about it. A folder takes the episodes of one collection.
 */
final class CollectionFile {
    private static final String NAME = "collection.json";
    private static final String DATASET = "dataset.json";
    private static final JsonMapper JSON = new JsonMapper();

    private CollectionFile() {
    }

    /**
     * Makes {@code folder} the place of this collection, or finds that it is already.
     *
     * @param facts
     *            how it is played, by name
     * @return the store, with the episodes that are there
     * @throws FileException
     *             if it holds something else, saying what is different; or cannot be written
     */
    static EpisodeStore claim(Path folder, Dataset dataset, Map<String, String> facts) {
        refuse(folder, differences(folder, dataset, facts));
        // before the store's own file: a kill in between leaves a folder that the same command goes on with
        if (!isIn(folder)) {
            write(folder, facts);
        }
        return EpisodeStore.create(folder, dataset);
    }

    /** Deletes what {@code folder} holds of another collection. */
    static void replaceOther(Path folder, Dataset dataset, Map<String, String> facts) {
        if (!differences(folder, dataset, facts).isEmpty()) {
            if (Files.exists(folder.resolve(DATASET))) {
                EpisodeStore.open(folder).files().forEach(Disk::delete);
            }
            Disk.delete(folder.resolve(NAME));
            Disk.delete(folder.resolve(DATASET));
        }
    }

    /** Whether {@code folder} holds a collection. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    private static void refuse(Path folder, List<String> differences) {
        if (!differences.isEmpty()) {
            throw new FileException(folder, "holds another collection: " + String.join(", ", differences)
                    + "; choose another folder, or add --overwrite");
        }
    }

    private static List<String> differences(Path folder, Dataset dataset, Map<String, String> facts) {
        if (!Files.exists(folder.resolve(DATASET))) {
            return isIn(folder) ? differences(read(folder), facts) : List.of();
        }
        var store = EpisodeStore.open(folder);
        var differences = differences(facts(store.dataset()), facts(dataset));
        if (isIn(folder)) {
            differences.addAll(differences(read(folder), facts));
        } else if (!store.files().isEmpty()) {
            differences.add("its episodes were not collected by a policy and a seed on record");
        }
        return differences;
    }

    private static Map<String, String> facts(Dataset dataset) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("environment", dataset.environment());
        facts.put("version", dataset.version());
        facts.putAll(new TreeMap<>(dataset.options()));
        return facts;
    }

    private static List<String> differences(Map<String, String> there, Map<String, String> now) {
        var differences = new ArrayList<String>();
        now.forEach((name, value) -> {
            if (!value.equals(there.get(name))) {
                differences.add(name + " was " + there.getOrDefault(name, "not recorded") + ", now " + value);
            }
        });
        // an environment's options say nothing about another's
        return there.containsKey("environment") && !there.get("environment").equals(now.get("environment"))
                ? new ArrayList<>(differences.subList(0, 1))
                : differences;
    }

    private static void write(Path folder, Map<String, String> facts) {
        try {
            AtomicFile.write(folder.resolve(NAME),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts).replace("\r\n", "\n") + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> read(Path folder) {
        var file = folder.resolve(NAME);
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<LinkedHashMap<String, String>>() {
            });
        } catch (JsonProcessingException e) {
            throw new FileException(file, "must be a JSON object of texts: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new FileException(file, "cannot be read: " + e.getMessage(), e);
        }
    }
}
