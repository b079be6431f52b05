package dev.reverie.dream;

import dev.reverie.compute.Floats;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Latents;
import dev.reverie.core.WorldModel;
import java.util.Arrays;
import java.util.List;

/**
 * Does in dreams what was done in real episodes, and writes down what is dreamt: dream i does what episode i did (modulo their number), and
 * where that is at its end, what the next one did from its beginning. For one run.
 */
final class Replay implements DreamPolicy {
    private final List<Latents> episodes;
    /** Of each dream, the episode it is in and the step of that. */
    private final int[] episode;
    private final int[] step;
    /** What is written down of each dream, for the first ones; [steps so far, Z], with room for more. */
    private final float[][] seen;
    private final int[] steps;

    /**
     * @param dreams
     *            how many there are
     * @param kept
     *            of how many of them the latents are written down
     */
    Replay(List<Latents> episodes, int dreams, int kept) {
        this.episodes = episodes;
        episode = new int[dreams];
        Arrays.setAll(episode, i -> i % episodes.size());
        step = new int[dreams];
        steps = new int[dreams];
        seen = new float[Math.min(kept, dreams)][0];
    }

    @Override
    public void act(int rows, int[] ids, WorldModel.State state) {
        for (int r = 0; r < rows; r++) {
            int id = ids[r];
            var now = episodes.get(episode[id]);
            state.actions().write(r * now.actionSize(), now.actions(), step[id] * now.actionSize(), now.actionSize());
            if (++step[id] == now.length()) {
                step[id] = 0;
                episode[id] = (episode[id] + 1) % episodes.size();
            }
            if (id < seen.length) {
                keep(id, now.latentSize(), state.z(), r);
            }
            steps[id]++;
        }
    }

    private void keep(int id, int latent, Floats z, int row) {
        int at = steps[id] * latent;
        if (at == seen[id].length) {
            seen[id] = Arrays.copyOf(seen[id], Math.max(64 * latent, 2 * at));
        }
        z.read(row * latent, seen[id], at, latent);
    }

    /** The latents of the dreams that are written down, without that after the last step, [T, Z] each. */
    List<float[]> seen() {
        int latent = episodes.get(0).latentSize();
        return java.util.stream.IntStream.range(0, seen.length).mapToObj(i -> Arrays.copyOf(seen[i], steps[i] * latent)).toList();
    }
}
