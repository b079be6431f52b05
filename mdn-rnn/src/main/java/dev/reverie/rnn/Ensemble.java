package dev.reverie.rnn;

import dev.reverie.compute.Precision;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
            var checkpoint = training.checkpoint().map(folder -> folder.resolve(EnsembleFile.entry(number)));
            var own = new Training(checkpoint, training.every(), training.metrics(), (done, total, message) -> training.progress()
                    .update(number * total + done, n * total, "member " + (number + 1) + " of " + n + ", " + message));
            members.add(MdnRnn.train(config.withMembers(1), latents, k == 0 ? seed : seed.child("member", k), own, number));
        }
        return of(members);
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
        return new EnsembleState(members.stream().map(member -> member.open(rows, precision)).toList(), turn, latentSize(), actionSize());
    }

    /** As a zip of the members' files. */
    @Override
    public void save(Path file) {
        EnsembleFile.write(members, file);
    }

    /** Whether a file is that of an ensemble. */
    public static boolean isSavedIn(Path file) {
        return EnsembleFile.is(file);
    }

    static Ensemble load(Path file) {
        return EnsembleFile.read(file);
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
