package dev.reverie.experiments.progress;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** The line with a bar in front, redrawn in place on the terminal's standard error. */
final class BarDisplay implements Display {
    private static final int BAR = 20;

    private final String unit;
    private final ProgressBar bar;
    private final Meter meter = new Meter(System::nanoTime);
    private volatile double rate;

    BarDisplay(String name, String unit) {
        this.unit = unit;
        bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(-1).setUpdateIntervalMillis(200).clearDisplayOnFinish()
                .setRenderer(this::render).build();
    }

    @Override
    public void update(long step, long total, String message) {
        rate = meter.rate(step);
        bar.maxHint(total);
        bar.stepTo(step);
        bar.setExtraMessage(message);
    }

    private String render(ProgressState state, int width) {
        long total = state.isIndefinite() ? -1 : state.getMax();
        var line = new Line(state.getTaskName(), state.getCurrent(), total, unit, rate, state.getExtraMessage().strip()).toString();
        var text = total > 0 ? bar((double) state.getCurrent() / total) + " " + line : line;
        return text.length() <= width ? text : text.substring(0, Math.max(0, width));
    }

    static String bar(double share) {
        int full = (int) Math.round(Math.min(1, share) * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    @Override
    public void close() {
        bar.close();
    }
}
