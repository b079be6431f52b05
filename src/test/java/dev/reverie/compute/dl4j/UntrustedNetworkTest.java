package dev.reverie.compute.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that someone made to do harm, or that are damaged so that they could. */
class UntrustedNetworkTest {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void save() {
        file = folder.resolve("model.zip");
        Networks.save(EngineLayerTest.network(EngineLayerTest.adam()), file, true, Map.of("note.txt", new byte[]{1}));
    }

    /** Runs code when it is deserialised. */
    static final class Intruder implements Serializable {
        private static final long serialVersionUID = 1;
        static boolean ran;

        private void readObject(ObjectInputStream in) {
            ran = true;
        }
    }

    private void change(Consumer<Map<String, byte[]>> change) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var all = zip.entries(); all.hasMoreElements();) {
                var entry = all.nextElement();
                try (var in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        change.accept(entries);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    private String refusal() {
        var message = assertThrows(FileException.class, () -> Networks.load(file)).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void noObjectOfAFileIsDeserialised() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Intruder());
        }
        for (var name : new String[]{"preprocessor.bin", "normalizer.bin"}) {
            save();
            change(entries -> entries.put(name, bytes.toByteArray()));
            assertTrue(refusal().contains("its entry " + name + " holds Java objects"), refusal());
            assertFalse(Intruder.ran);
        }
    }

    @Test
    void aClassThatIsNoLayerIsRefusedByName() throws IOException {
        change(entries -> entries.put(CONFIGURATION, new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8)
                .replaceFirst("\"org.deeplearning4j.nn.weights.WeightInit[A-Za-z]*\"", "\"javax.swing.JEditorPane\"")
                .getBytes(StandardCharsets.UTF_8)));
        assertTrue(refusal().contains("asks for the class 'javax.swing.JEditorPane'"), refusal());
    }

    @Test
    void aDeepConfigurationIsRefused() throws IOException {
        change(entries -> entries.put(CONFIGURATION, ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)));
        assertTrue(refusal().contains("nested deeper than 64"), refusal());
    }

    @Test
    void widthsOfBillionsAreRefusedBeforeAnythingIsAllocated() throws IOException {
        for (var width : new String[]{"2000000000", "4294967297", "9223372036854775807", "-3", "0"}) {
            save();
            change(entries -> entries.put(CONFIGURATION, new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8)
                    .replaceAll("\"nOut\" : \\d+", "\"nOut\" : " + width).getBytes(StandardCharsets.UTF_8)));
            refusal();
        }
    }

    @Test
    void anArrayThatPromisesMoreThanTheFileHasIsRefused() throws IOException {
        for (long count : new long[]{1L << 40, 1L << 31, -1, 0, Long.MAX_VALUE}) {
            for (var name : new String[]{COEFFICIENTS, "updaterState.bin"}) {
                save();
                change(entries -> {
                    var data = ByteBuffer.wrap(entries.get(name));
                    int at = new String(entries.get(name), StandardCharsets.ISO_8859_1).lastIndexOf("MIXED_DATA_TYPES") + 16;
                    data.putLong(at, count);
                });
                assertTrue(refusal().contains(name), refusal());
            }
        }
    }

    /** 1.1 GB of zeros take 5 MB. */
    @Test
    void aFileThatUnpacksToMoreThanItShouldIsRefused() throws IOException {
        var zeros = new byte[1 << 20];
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("zeros.bin"));
            for (int i = 0; i < 1100; i++) {
                zip.write(zeros);
            }
        }
        assertTrue(refusal().contains("would unpack"), refusal());
    }

    @Test
    void anEntryThatDeclaresMoreThanItHasIsRefused() throws IOException {
        var zeros = new byte[20 << 20];
        change(entries -> entries.put("note.txt", zeros));
        assertTrue(refusal().contains("note.txt: must have at most"), refusal());
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() throws IOException {
        change(entries -> entries.put("nota.txt", new byte[]{2}));
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("nota.txt", "note.txt");
        Files.write(file, bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal().contains("has two entries 'note.txt'"), refusal());
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws IOException {
        for (var name : new String[]{"../note.txt", "/etc/note", "a/../../b", "a\\b"}) {
            save();
            change(entries -> entries.put(name, new byte[]{2}));
            assertTrue(refusal().contains("leads elsewhere"), refusal());
        }
    }
}
