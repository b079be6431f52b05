package dev.reverie.example;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.core.Latents;
import dev.reverie.rnn.Head;
import dev.reverie.rnn.HeadProvider;
import java.util.List;
import java.util.Map;

/** A head of a user's own: which share of {@code horizon} steps the episode still lasts, by its squared error. */
public record RemainingHead(int horizon) implements Head {
    /** Makes it known as {@code remaining}. */
    public static final class Provider implements HeadProvider {
        @Override
        public String name() {
            return "remaining";
        }

        @Override
        public List<String> options() {
            return List.of("horizon");
        }

        @Override
        public Head create(Map<String, String> options) {
            return new RemainingHead(Integer.parseInt(options.getOrDefault("horizon", "100")));
        }
    }

    @Override
    public String name() {
        return "remaining";
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int labels() {
        return 1;
    }

    @Override
    public void label(Latents episode, int step, float[] z, int next, Floats into, int at) {
        into.set(at, Math.min(1, (episode.length() - 1f - step) / horizon));
    }

    @Override
    public Loss loss(int rows, Engine engine) {
        return (outputs, labels, counts, count, back, sums) -> {
            sums[0] = 0;
            for (int r = 0; r < rows; r++) {
                float counted = counts.buffer().get(counts.row(r));
                float missed = outputs.buffer().get(outputs.row(r)) - labels.buffer().get(labels.row(r));
                sums[0] += counted * missed * missed / 2 / count;
                if (back) {
                    outputs.buffer().set(outputs.row(r), counted * missed / count);
                }
            }
        };
    }

    @Override
    public double readout(Floats outputs, int at) {
        return outputs.get(at);
    }
}
