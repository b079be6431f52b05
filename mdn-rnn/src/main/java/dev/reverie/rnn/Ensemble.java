package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.core.Archive;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.core.WorldModel;
import dev.reverie.mdn.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Several M's of one kind, trained on the same episodes from different initial weights and in different orders (Lakshminarayanan, Pritzel
 * and Blundell 2017). Where their means differ, they do not know.
 *
 * <p>All see what was seen, each with a memory of its own; a controller sees the memory of the first. One of them, chosen by a dream's key,
 * draws the next z, and its words on rewards and ends count.
 */
public final class Ensemble implements LatentDynamics {
    /** How long one member draws. */
    public enum Turn {
        /** A whole dream. */
        EPISODE,
        /** One step. */
        STEP
    }

    private final List<MdnRnn> members;
    private final Turn turn;

    private Ensemble(List<MdnRnn> members, Turn turn) {
        this.members = List.copyOf(members);
        this.turn = Objects.requireNonNull(turn, "turn");
    }

    /**
     * Of members of the same sizes, at least two, which are closed with it. Each draws a whole dream.
     *
     * @throws IllegalArgumentException
     *             if they are fewer or differ in what they read, remember or predict
     */
    public static Ensemble of(List<MdnRnn> members) {
        if (members.size() < 2) {
            throw new IllegalArgumentException("members must be at least 2, were " + members.size());
        }
        var first = members.get(0);
        for (var member : members) {
            if (member.latentSize() != first.latentSize() || member.actionSize() != first.actionSize()
                    || !member.parts().equals(first.parts()) || !member.config().equals(first.config())) {
                throw new IllegalArgumentException("members must be trained by one configuration, were " + first + " and " + member);
            }
        }
        return new Ensemble(members, Turn.EPISODE);
    }

    /** The same members, which draw in turns of another length. */
    public Ensemble withTurn(Turn other) {
        return new Ensemble(members, other);
    }

    /**
     * Trains as many as the configuration says. The first is the M that {@link MdnRnn#train} makes of the same seed.
     *
     * @param training
     *            whose checkpoint is a folder, with a file for each member. The metric log is as {@link MdnRnn#train} says for the first;
     *            the stage of the others is {@code rnn.member1} and so on
     */
    static Ensemble train(MdnRnnConfig config, LatentStore latents, Seed seed, Training training) {
        int n = config.members();
        var members = new ArrayList<MdnRnn>();
        for (int k = 0; k < n; k++) {
            int number = k;
            var checkpoint = training.checkpoint().map(folder -> folder.resolve(entry(number)));
            var own = new Training(checkpoint, training.every(), training.metrics(), (done, total, message) -> training.progress()
                    .update(number * total + done, n * total, "member " + (number + 1) + " of " + n + ", " + message));
            members.add(MdnRnn.train(config.withMembers(1), latents, k == 0 ? seed : seed.child("member", k), own, number));
        }
        return of(members);
    }

    /** Of the file of an ensemble: a member's own file. */
    private static String entry(int member) {
        return "member-" + member + ".zip";
    }

    @Override
    public int members() {
        return members.size();
    }

    @Override
    public int member(long key) {
        return turn == Turn.EPISODE ? DreamRandom.member(key, 0, members.size()) : -1;
    }

    /** The k-th of them, which is closed with it. */
    public MdnRnn get(int k) {
        return members.get(k);
    }

    @Override
    public int latentSize() {
        return members.get(0).latentSize();
    }

    @Override
    public int actionSize() {
        return members.get(0).actionSize();
    }

    @Override
    public List<Part> parts() {
        return members.get(0).parts();
    }

    @Override
    public List<String> readouts() {
        return members.get(0).readouts();
    }

    @Override
    public boolean predictsEnds() {
        return members.get(0).predictsEnds();
    }

    @Override
    public List<Latents> heldOut(LatentStore latents) {
        return members.get(0).heldOut(latents);
    }

    @Override
    public int parameterCount() {
        return members.stream().mapToInt(MdnRnn::parameterCount).sum();
    }

    @Override
    public State open(int rows, Precision precision) {
        return new Together(members.stream().map(member -> member.open(rows, precision)).toList(), turn, latentSize(), actionSize());
    }

    /** What all members remember of some episodes. */
    private static final class Together implements State {
        private static final int ALL = -1;

        private final List<State> states;
        private final State first;
        private final Turn turn;
        private final int latent;
        private final int actionSize;
        /** Which member has drawn each row since it was predicted. */
        private final int[] drawn;
        private final double[][] means;

        Together(List<State> states, Turn turn, int latent, int actionSize) {
            this.states = states;
            this.turn = turn;
            this.latent = latent;
            this.actionSize = actionSize;
            first = states.get(0);
            drawn = new int[first.rows()];
            Arrays.fill(drawn, ALL);
            means = new double[states.size()][latent];
        }

        @Override
        public int rows() {
            return first.rows();
        }

        @Override
        public Floats z() {
            return first.z();
        }

        @Override
        public Floats actions() {
            return first.actions();
        }

        @Override
        public List<Floats> parts() {
            return first.parts();
        }

        @Override
        public void begin(int row) {
            for (int k = 0; k < states.size(); k++) {
                states.get(k).begin(row);
            }
        }

        @Override
        public void advance(int count) {
            for (int k = 0; k < states.size(); k++) {
                var state = states.get(k);
                if (k > 0) {
                    state.z().put(0, first.z(), 0, count * latent);
                    state.actions().put(0, first.actions(), 0, count * actionSize);
                }
                state.advance(count);
            }
        }

        @Override
        public void copyRow(int to, WorldModel.State other, int from) {
            var own = (Together) other;
            for (int k = 0; k < states.size(); k++) {
                states.get(k).copyRow(to, own.states.get(k), from);
            }
            drawn[to] = own.drawn[from];
        }

        @Override
        public void predict(int count) {
            for (int k = 0; k < states.size(); k++) {
                states.get(k).predict(count);
            }
            Arrays.fill(drawn, 0, count, ALL);
        }

        @Override
        public void draw(int count, long[] keys, int t, Temperature temperature) {
            for (int k = 0; k < states.size(); k++) {
                states.get(k).draw(count, keys, t, temperature);
            }
            for (int r = 0; r < count; r++) {
                drawn[r] = DreamRandom.member(keys[r], turn == Turn.EPISODE ? 0 : t, states.size());
                if (drawn[r] > 0) {
                    first.z().put(r * latent, states.get(drawn[r]).z(), r * latent, latent);
                }
            }
        }

        @Override
        public float restartLogit(int row) {
            if (drawn[row] != ALL) {
                return states.get(drawn[row]).restartLogit(row);
            }
            double over = 0;
            for (int k = 0; k < states.size(); k++) {
                over += 1 / (1 + Math.exp(-states.get(k).restartLogit(row))) / states.size();
            }
            return (float) (Math.log(over) - Math.log1p(-over));
        }

        @Override
        public double endProbability(int row) {
            if (drawn[row] != ALL) {
                return states.get(drawn[row]).endProbability(row);
            }
            double sum = 0;
            for (int k = 0; k < states.size(); k++) {
                sum += states.get(k).endProbability(row);
            }
            return sum / states.size();
        }

        @Override
        public double reward(int row) {
            if (drawn[row] != ALL) {
                return states.get(drawn[row]).reward(row);
            }
            double sum = 0;
            for (int k = 0; k < states.size(); k++) {
                sum += states.get(k).reward(row);
            }
            return sum / states.size();
        }

        @Override
        public double readout(int i, int row) {
            if (drawn[row] != ALL) {
                return states.get(drawn[row]).readout(i, row);
            }
            double sum = 0;
            for (int k = 0; k < states.size(); k++) {
                sum += states.get(k).readout(i, row);
            }
            return sum / states.size();
        }

        @Override
        public void mean(int row, double[] into) {
            Arrays.fill(into, 0);
            for (int k = 0; k < states.size(); k++) {
                states.get(k).mean(row, means[k]);
                for (int d = 0; d < latent; d++) {
                    into[d] += means[k][d] / states.size();
                }
            }
        }

        @Override
        public double disagreement(int row) {
            double variance = 0;
            for (int k = 0; k < states.size(); k++) {
                states.get(k).mean(row, means[k]);
            }
            for (int d = 0; d < latent; d++) {
                double mean = 0;
                for (int k = 0; k < states.size(); k++) {
                    mean += means[k][d] / states.size();
                }
                for (int k = 0; k < states.size(); k++) {
                    variance += (means[k][d] - mean) * (means[k][d] - mean) / states.size() / latent;
                }
            }
            return Math.sqrt(variance);
        }

        @Override
        public Prediction prediction(int row) {
            return Prediction.of(states.stream().map(state -> state.prediction(row)).toList());
        }

        @Override
        public void close() {
            states.forEach(State::close);
        }
    }

    /** As {@link LatentDynamics#save}: a zip of the members' files. */
    @Override
    public void save(Path file) {
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
    public static boolean isSavedIn(Path file) {
        try (var archive = Archive.open(file)) {
            return archive.names().contains(entry(0));
        } catch (FileException e) {
            return false;
        }
    }

    static Ensemble load(Path file) {
        var members = new ArrayList<MdnRnn>();
        Optional<RuntimeException> wrong = Optional.empty();
        try (var archive = Archive.open(file)) {
            for (int k = 0; k < archive.names().size(); k++) {
                members.add(read(archive, entry(k)));
            }
            return of(members);
        } catch (IOException | IllegalArgumentException e) {
            wrong = Optional.of(new FileException(file, "holds no ensemble: " + e.getMessage(), new IOException(e)));
        } catch (FileException e) {
            wrong = Optional.of(e);
        }
        members.forEach(MdnRnn::close);
        throw wrong.orElseThrow();
    }

    private static MdnRnn read(Archive archive, String name) throws IOException {
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

    @Override
    public void close() {
        members.forEach(MdnRnn::close);
    }

    @Override
    public String toString() {
        return "Ensemble[" + members.size() + " of " + members.get(0) + "]";
    }
}
