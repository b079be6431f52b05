package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.reverie.controller.es.CmaEs;
import dev.reverie.core.Dataset;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Npy;
import dev.reverie.core.Observations;
import dev.reverie.core.Printable;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.run.Scoreboard;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NamedRegressor;
import dev.reverie.mdn.Samples;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.FrameSource;
import dev.reverie.vae.Vae;
import dev.reverie.vae.VaeConfig;
import dev.reverie.vae.VectorVae;
import dev.reverie.vae.VectorVaeConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged files of every kind that is read. Each is read, or refused with one line that a user can be shown, and costs little
 * memory.
 *
 * <p>Of zip files, every other one is damaged inside, with checksums that are right again: what someone made on purpose.
 */
class FuzzTest {
    private static final long MAX_BYTES = 256L << 20;

    @TempDir
    private static Path folder;

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    /** Reads a file of a kind. */
    private interface Use {
        void of(Path file);
    }

    /**
     * @param times
     *            how many damaged files
     */
    private record Kind(Path good, int times, Use use) {
    }

    @BeforeAll
    static void makeOneOfEach() throws IOException {
        var store = EpisodeStore.create(folder.resolve("frames"), new Dataset("Fuzz", "1", Map.of("a", "b"), ""));
        var vectors = EpisodeStore.create(folder.resolve("vectors"), new Dataset("Fuzz", "1", Map.of(), ""));
        var latents = LatentStore.create(folder.resolve("latents"));
        for (int i = 0; i < 2; i++) {
            store.write(i, new Episode(new Observations.Frames(3, 64, 64, 3, new byte[3 * 64 * 64 * 3]), new float[2], new float[2], true,
                    false, i));
            vectors.write(i,
                    new Episode(new Observations.Vectors(3, 2, new float[]{1, 2, 3, 4, 5, i}), new float[2], new float[2], true, false, i));
            latents.write(i, new Latents(2, new float[6], new float[6], new float[2], new float[2], true, false, i));
        }
        of("episode of frames", store.file(0), 800, EpisodeStore::read);
        of("episode of vectors", vectors.file(0), 1500, EpisodeStore::read);
        of("latents", latents.files().get(0), 1500, LatentStore::read);
        var npy = folder.resolve("some.npy");
        Npy.of(new float[]{1, 2, 3, 4}, 2, 2).save(npy);
        of("npy", npy, 1500, Npy::load);
        models(store, vectors);
        texts(store);
        var picture = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        of("png", picture, 400, file -> new FrameSource(List.of(file)).draw(1, Seed.of(1).random()));
    }

    private static void models(EpisodeStore store, EpisodeStore vectors) {
        var small = VaeConfig.paper(2, 100).withWidth(1);
        var v = folder.resolve("v.zip");
        try (var vae = Vae.train(small, store, Seed.of(1), Training.quiet())) {
            vae.save(v);
            vae.exportWeights(folder.resolve("v.npz"));
        }
        of("V", v, 150, file -> Vae.load(file).close());
        of("weights of V", folder.resolve("v.npz"), 150, file -> Vae.importWeights(file).close());
        var usual = VectorVaeConfig.of(2);
        var dense = new VectorVaeConfig(2, List.of(4), 1, 0, 0.1, 4, 4, usual.rate(), 0);
        try (var vae = VectorVae.train(dense, vectors, Seed.of(1), Training.quiet())) {
            vae.save(folder.resolve("vector.zip"));
        }
        of("V of vectors", folder.resolve("vector.zip"), 250, file -> VectorVae.load(file).close());
        try (var m = MdnRnn.untrained(ExperimentConfig.preset("tiny").rnn(), 2, 1, Seed.of(1))) {
            m.save(folder.resolve("m.zip"));
            m.exportWeights(folder.resolve("m.npz"));
        }
        of("M", folder.resolve("m.zip"), 250, file -> MdnRnn.load(file).close());
        of("weights of M", folder.resolve("m.npz"), 250, file -> MdnRnn.importWeights(file).close());
        var regressor = MdnRegressor.train(MdnRegressorConfig.of(2).withHidden(4).withTraining(1, 8, 0.01, 0.001),
                Samples.of(new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 11}), Seed.of(1),
                Progress.none());
        new NamedRegressor(regressor, List.of("x"), List.of("y")).save(folder.resolve("regressor.zip"));
        of("regressor", folder.resolve("regressor.zip"), 250, NamedRegressor::load);
        CmaEs.of(3, CmaEs.Options.of(3), Seed.of(1)).state().save(folder.resolve("state.npz"));
        of("strategy", folder.resolve("state.npz"), 500, CmaEs::load);
    }

    private static void texts(EpisodeStore store) throws IOException {
        of("dataset.json", store.folder().resolve("dataset.json"), 800, file -> EpisodeStore.open(file.getParent()));
        var manifest = Files.writeString(folder.resolve("manifest.json"), """
                {"format": 1, "stages": {"collect": {"config": "sha256:0", "seed": "1/collect", "inputs": {}, "outputs": {"episodes": "sha256:1"},
                "seconds": 1.5, "provenance": {"commit": "", "versions": {"java": "17"}, "os": "Linux", "arch": "amd64"}, "summary": "done"}}}
                """);
        of("manifest.json", manifest, 800, Manifest::read);
        var metrics = folder.resolve("metrics.jsonl");
        try (var log = MetricLog.resume(metrics, "rnn", -1)) {
            log.write("rnn", 1, Map.of("nll", 1.5, "rate", 0.01));
            log.write("rnn", 2, Map.of("nll", 1.25, "rate", 0.01));
        }
        of("metrics.jsonl", metrics, 800, MetricLog::read);
        var config = Files.writeString(folder.resolve("config.yaml"), ExperimentConfig.preset("tiny").yaml());
        of("config.yaml", config, 500, ExperimentConfig::load);
        var table = Files.writeString(folder.resolve("table.csv"), "x,y\n1,2\n3.5,\"4\"\n-1e3,5\n");
        of("table.csv", table, 800, CsvTable::read);
        var scores = Files.writeString(folder.resolve("scores.csv"), "agent,episode,seed,return,length\nblind,0,1,2.5,10\n");
        of("scores.csv", scores, 500, Scoreboard::load);
    }

    private static void of(String name, Path good, int times, Use use) {
        KINDS.put(name, new Kind(good, times, use));
    }

    @Test
    void everyDamagedFileIsReadOrRefusedInOneLine() throws IOException {
        assertTrue(KINDS.values().stream().mapToInt(Kind::times).sum() >= 10_000);
        var wrong = new ArrayList<String>();
        for (var kind : KINDS.entrySet()) {
            fuzz(kind.getKey(), kind.getValue(), wrong);
        }
        assertEquals(List.of(), wrong.stream().limit(20).map(Printable::line).toList(), wrong.size() + " wrong");
    }

    private static void fuzz(String name, Kind kind, List<String> wrong) throws IOException {
        var good = Files.readAllBytes(kind.good);
        var goods = KINDS.values().stream().map(Kind::good).toList();
        var place = Files.createDirectories(folder.resolve("damaged")).resolve(kind.good.getFileName());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < kind.times; i++) {
            var random = Seed.of(1).child(name.replace(' ', '-'), i).random();
            var other = Files.readAllBytes(goods.get(random.nextInt(goods.size())));
            Files.write(place, damaged(good, i % 2 == 0 ? good : other, i, random));
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                kind.use.of(place);
            } catch (FileException | IllegalArgumentException e) {
                if (e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().lines().count() > 1) {
                    wrong.add(name + " " + i + ": message is " + e.getMessage());
                }
            } catch (RuntimeException | Error e) {
                wrong.add(name + " " + i + ": " + e + " at " + (e.getStackTrace().length > 0
                        ? List.of(e.getStackTrace()).subList(0, Math.min(4, e.getStackTrace().length)) : ""));
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            if (bytes > MAX_BYTES) {
                wrong.add(name + " " + i + ": took " + bytes + " bytes");
            }
        }
    }

    private static byte[] damaged(byte[] good, byte[] other, int i, RandomGenerator random) throws IOException {
        var damage = Damage.values()[random.nextInt(Damage.values().length)];
        if (good.length > 2 && good[0] == 'P' && good[1] == 'K' && i % 2 == 0) {
            var entries = new LinkedHashMap<String, byte[]>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(good))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
            var name = List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
            var content = entries.get(name);

            entries.put(name, content.length == 0 ? content : damage.of(content.clone(), content, random));
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return out.toByteArray();
        }
        return damage.of(good.clone(), other, random);
    }
}
