package dev.reverie.experiments.cli;

import dev.reverie.core.EpisodeFormat.FrameLayout;
import picocli.CommandLine.Option;

/** How someone else's episodes are laid out. */
final class FrameDataOptions extends DataOptions {
    @Option(names = "--frame-layout", paramLabel = "NAME", defaultValue = "HWC",
            description = "Axes of the frames of --data: HWC is [T+1, height, width, channels], CHW has the channels first, GREY has one channel or no "
                    + "axis for it (default: ${DEFAULT-VALUE}).")
    private FrameLayout layout;

    @Override
    FrameLayout layout() {
        return layout;
    }
}
