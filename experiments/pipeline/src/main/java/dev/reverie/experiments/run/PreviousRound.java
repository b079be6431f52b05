package dev.reverie.experiments.run;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.CollectPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a round of {@code reverie iterate} begins with: the episodes, V, M and C of the round before, in {@code RUN/before}. They are there
 * by a second name (a hard link, or a copy where there is none), so a round is a run folder like any other.
 *
 * @param folder
 *            a run folder without a manifest
 */
public record PreviousRound(RunFolder folder) {
    private static RunFolder in(RunFolder run) {
        return new RunFolder(run.root().resolve("before"));
    }

    /** Of a run; empty if it is a first round, or no round at all. */
    static Optional<PreviousRound> of(RunFolder run) {
        return Files.exists(in(run).config()) ? Optional.of(new PreviousRound(in(run))) : Optional.empty();
    }

    /**
     * Brings over what a finished round has made.
     *
     * @param to
     *            the next round; nobody else may write there meanwhile
     */
    public static void bring(RunFolder from, RunFolder to) {
        var before = in(to);
        try {
            for (var file : List.of(from.episodes(), from.vae(), from.rnn(), from.controller(), from.config())) {
                SharedStages.link(file, before.root().resolve(from.root().relativize(file)));
            }
        } catch (IOException e) {
            throw new FileException(before.root(), "cannot take over " + from.root() + ": " + e.getMessage(), e);
        }
    }

    /** That round's episodes, and as many by its agent as the collection has. */
    EpisodeStore play(DataCollection collection, CollectPolicy.Agent agent, int threads, StageContext context) {
        var store = collection.claim(context.folder().episodes(), context.commit());
        int first = link(EpisodeStore.open(folder.episodes()), context.folder().episodes());
        try (var world = TrainedModels.load(StageContext.reading(folder, context.seed()))) {
            var explorer = new ExploringAgent(world.agent(), agent.explore());
            return collection.play(store, explorer, first, threads, context.progress());
        }
    }

    /** The number after the greatest. */
    private static int link(EpisodeStore theirs, Path ours) {
        int first = 0;
        for (var file : theirs.files()) {
            first = Math.max(first, EpisodeStore.index(file) + 1);
            try {
                SharedStages.link(file, ours.resolve(file.getFileName()));
            } catch (IOException e) {
                throw new FileException(ours, "cannot take over " + file + ": " + e.getMessage(), e);
            }
        }
        return first;
    }
}
