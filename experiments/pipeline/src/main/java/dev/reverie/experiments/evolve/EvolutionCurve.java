package dev.reverie.experiments.evolve;

import dev.reverie.core.MetricLog;
import dev.reverie.experiments.plots.TrainingCurve;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;

/** How an evolution went, in three panels: fitness, the strategy's step size, and how large the parameters of its mean became. */
public final class EvolutionCurve {
    private EvolutionCurve() {
    }

    /**
     * The chart.
     *
     * @param entries
     *            lines of the metrics of an {@link EnvEvolution}
     */
    public static JFreeChart chart(String title, List<MetricLog.Entry> entries) {
        var chart = new TrainingCurve(title, List.of(
                panel("return", line("mean of the generation", entries, "mean"), line("best", entries, "best"),
                        line("strategy's mean, reassessed", entries, "reassessedMean")),
                panel("step size", line("step size", entries, "stepSize")),
                panel("parameters", line("root mean square", entries, "parameterRms"), line("largest", entries, "parameterMost")))).chart();
        ((XYPlot) chart.getPlot()).getDomainAxis().setLabel("generation");
        return chart;
    }

    private static TrainingCurve.Line line(String name, List<MetricLog.Entry> entries, String key) {
        return TrainingCurve.Line.of(name, entries, "evolve", key);
    }

    private static TrainingCurve.Panel panel(String label, TrainingCurve.Line... lines) {
        return new TrainingCurve.Panel(label, List.of(lines), OptionalDouble.empty(), "");
    }
}
