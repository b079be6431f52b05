package dev.reverie.core;

import dev.reverie.compute.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Episodes to latents: an episode is a thread's own work from reading to writing.
 *
 * @param encoder
 *            on the calling thread
 */
record StoreEncoding(Function<Observations, Gaussians> encoder, EpisodeReader reader, LatentStore to) {
    /** Episodes between two looks at the wish to stop. */
    private static final int GROUP = 64;

    /** @param stop whether to stop, by a {@link CancellationException} */
    void run(Map<Path, Integer> numbered, Progress progress, BooleanSupplier stop) {
        var files = List.copyOf(numbered.keySet());
        var done = new AtomicInteger();
        progress.update(0, files.size(), "");
        for (int from = 0; from < files.size(); from += GROUP) {
            var group = files.subList(from, Math.min(files.size(), from + GROUP));
            Engine.current().pool().run(group.size(), i -> {
                if (!stop.getAsBoolean()) {
                    encode(group.get(i), numbered.get(group.get(i)));
                    tell(done, files.size(), progress);
                }
            });
            if (done.get() < from + group.size()) {
                throw new CancellationException("interrupted after " + done.get() + " of " + files.size() + " episodes");
            }
        }
    }

    private static void tell(AtomicInteger done, int total, Progress progress) {
        synchronized (done) {
            progress.update(done.incrementAndGet(), total, "");
        }
    }

    private void encode(Path file, int number) {
        to.write(number, latents(file, reader.read(file)));
    }

    private Latents latents(Path file, Episode episode) {
        try {
            var posterior = encoder.apply(episode.observations());
            Finite.check("the means that V gives", "frame", posterior.means(), posterior.latentSize());
            Finite.check("the log-variances that V gives", "frame", posterior.logVariances(), posterior.latentSize());
            return new Latents(posterior, episode.actions(), episode.rewards(), episode.terminated(), episode.truncated(), episode.seed(),
                    episode.signals());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage());
        }
    }
}
