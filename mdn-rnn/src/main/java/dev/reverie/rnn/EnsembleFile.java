package dev.reverie.rnn;

import dev.reverie.core.Archive;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An {@link Ensemble} on disk: a zip of its members' files. */
final class EnsembleFile {
    private EnsembleFile() {
    }

    /** A member's own file. */
    static String entry(int member) {
        return "member-" + member + ".zip";
    }

    static void write(List<MdnRnn> members, Path file) {
        AtomicFile.write(file, out -> {
            var zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            var part = Files.createTempFile("member", ".zip");
            try {
                for (int k = 0; k < members.size(); k++) {
                    members.get(k).save(part);
                    var name = new ZipEntry(entry(k));
                    // Always the same, so that files compare; 1980 is where zip's time begins.
                    name.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                    zip.putNextEntry(name);
                    Files.copy(part, zip);
                }
            } finally {
                Files.deleteIfExists(part);
            }
            zip.finish();
        });
    }

    /** Whether a file is that of an ensemble. */
    static boolean is(Path file) {
        try (var archive = Archive.open(file)) {
            return archive.names().contains(entry(0));
        } catch (FileException e) {
            return false;
        }
    }

    static Ensemble read(Path file) {
        var members = new ArrayList<MdnRnn>();
        Optional<RuntimeException> wrong = Optional.empty();
        try (var archive = Archive.open(file)) {
            for (int k = 0; k < archive.names().size(); k++) {
                members.add(member(archive, entry(k)));
            }
            return Ensemble.of(members);
        } catch (IOException | IllegalArgumentException e) {
            wrong = Optional.of(new FileException(file, "holds no ensemble: " + e.getMessage(), new IOException(e)));
        } catch (FileException e) {
            wrong = Optional.of(e);
        }
        members.forEach(MdnRnn::close);
        throw wrong.orElseThrow();
    }

    private static MdnRnn member(Archive archive, String name) throws IOException {
        var part = Files.createTempFile("member", ".zip");
        try {
            archive.read(name, (in, size) -> Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING));
            return MdnRnn.load(part);
        } catch (FileException e) {
            throw new FileException(archive.file(), name + ": " + e.getMessage().replace(part + ": ", ""), new IOException(e));
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
