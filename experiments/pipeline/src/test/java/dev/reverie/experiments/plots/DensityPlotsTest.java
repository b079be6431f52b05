package dev.reverie.experiments.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.mdn.Calibration;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Predictive;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DensityPlotsTest {
    private static final DensityMap.Labels LABELS = new DensityMap.Labels("A ridge", "x", "y", "p(y|x)");

    @TempDir
    Path folder;

    private BufferedImage saved(JFreeChart chart, String name) throws IOException {
        var file = SyntheticRun.drawings(folder).resolve(name + ".png");
        Figures.save(chart, file, 560, 400);
        return ImageIO.read(file.toFile());
    }

    private static List<String> legend(JFreeChart chart) {
        var items = chart.getXYPlot().getLegendItems();
        return IntStream.range(0, items.getItemCount()).mapToObj(i -> items.get(i).getLabel()).toList();
    }

    private static DensityMap ridge() {
        return DensityMap.of(LABELS, new DensityMap.Range(0, 1), new DensityMap.Range(-2, 2),
                (x, y) -> Math.exp(-50 * (y - x) * (y - x)));
    }

    @Test
    void aMapIsDarkestWhereTheDensityIsHighest() throws IOException {
        var picture = saved(ridge().chart(), "map");
        // the ridge runs from the middle of the left side to three quarters up the right side
        int middle = picture.getWidth() / 2;
        int darkest = IntStream.range(220, 690).boxed().min((a, b) -> brightness(picture, middle, a) - brightness(picture, middle, b))
                .orElseThrow();
        double y = 2 - 4 * (darkest - 70.0) / (700 - 70);
        assertTrue(y > 0 && y < 1, "darkest at y = " + y);
        assertTrue(brightness(picture, middle, 660) > 3 * 250, "white where there is no density");
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
    }

    @Test
    void curvesOfOneNameAreNamedOnceAndDataIsNamed() throws IOException {
        var ends = new double[]{0, 1};
        var map = ridge().withPoints(new double[]{0.2, 0.4, 0.6}, new double[]{0.2, 0.5, 0.5}, 2).withCurve("mean", ends, ends)
                .withCurve("central 95%", ends, new double[]{-0.2, 0.8}).withCurve("central 95%", ends, new double[]{0.2, 1.2});
        assertEquals(2, map.points().size());
        var chart = map.chart();
        saved(chart, "mapWithData");
        assertEquals(List.of("data", "mean", "central 95%"), legend(chart));
    }

    @Test
    void aMapOfNothingCanBeDrawn() throws IOException {
        saved(DensityMap.of(LABELS, new DensityMap.Range(0, 1), new DensityMap.Range(0, 1), (x, y) -> 0).chart(), "mapOfNothing");
    }

    @Test
    void shadesGrowDarkerWithoutATurn() {
        var scale = new DensityScale(2);
        int last = Integer.MAX_VALUE;
        for (double density = 0; density <= 2; density += 0.02) {
            var color = scale.color(density);
            int brightness = color.getRed() + color.getGreen() + color.getBlue();
            assertTrue(brightness <= last, "at " + density);
            last = brightness;
        }
        assertEquals(scale.color(2), scale.color(7));
    }

    @Test
    void aMapOfTheWrongShapeIsRefused() {
        var range = new DensityMap.Range(0, 1);
        var ragged = new double[][]{{1, 2}, {1}};
        assertThrows(IllegalArgumentException.class, () -> new DensityMap(LABELS, range, range, ragged, List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new DensityMap.Range(1, 1));
        assertThrows(IllegalArgumentException.class, () -> ridge().withCurve("mean", new double[2], new double[3]));
    }

    @Test
    void posteriorsHaveAPanelEachOnOneAxis() throws IOException {
        var panels = new ArrayList<PosteriorPlot.Panel>();
        for (int i = 1; i <= 3; i++) {
            double mean = 0.2 * i;
            panels.add(PosteriorPlot.Panel.of("y = " + 10 * i, mean - 0.2, mean + 0.2, x -> Math.exp(-100 * (x - mean) * (x - mean)),
                    x -> Math.exp(-90 * (x - mean) * (x - mean)), 0.00123 * i));
        }
        var chart = new PosteriorPlot("Posteriors", "θ", panels).chart();
        saved(chart, "posteriors");
        assertEquals(List.of("exact", "MDN"), legend(chart));
        var subplots = ((CombinedRangeXYPlot) chart.getXYPlot()).getSubplots();
        assertEquals(3, subplots.size());
        assertEquals("θ", subplots.get(0).getDomainAxis().getLabel());
        assertThrows(IllegalArgumentException.class, () -> new PosteriorPlot("none", "θ", List.of()));
    }

    @Test
    void aCalibrationHasTwoPanels() throws IOException {
        var truth = Predictive.of(Mixture.of(new double[]{0.3, 0.7}, new double[]{-2, 2}, new double[]{0.5, 1}));
        var random = Seed.of(1).random();
        var y = IntStream.range(0, 1_000).mapToDouble(i -> truth.sample(random)[0]).toArray();
        var plot = CalibrationPlot.of("As it should be", Calibration.of(Collections.nCopies(y.length, truth), y));
        assertEquals(20, plot.histogram().length);
        assertEquals(List.of(0.5, 0.8, 0.95), plot.levels().stream().map(CalibrationPlot.Level::nominal).toList());
        var file = SyntheticRun.drawings(folder).resolve("calibration.png");
        Figures.save(plot.picture(400, 320), file);
        var picture = ImageIO.read(file.toFile());
        assertEquals(List.of(1_600, 640), List.of(picture.getWidth(), picture.getHeight()));
        assertEquals(List.of("1,000 values", "95% range if calibrated"), legend(plot.panels().charts().get(0)));
        assertEquals(List.of("central interval", "highest density region"), legend(plot.panels().charts().get(1)));
    }

    @Test
    void armsOfOneKindAreNamedOnce() throws IOException {
        var shoulder = new double[]{0, 0};
        var poses = List.of(new ArmPlot.Pose(List.of(shoulder, new double[]{0, 0.5}, new double[]{0.5, 0.5}), "up"),
                new ArmPlot.Pose(List.of(shoulder, new double[]{0.5, 0}, new double[]{0.5, 0.5}), "down"),
                new ArmPlot.Pose(List.of(shoulder, new double[]{0.1, 0.5}, new double[]{0.5, 0.5}), "up"));
        var chart = new ArmPlot("Arms", "x", "y", poses, List.of(new double[]{0.5, 0.5})).chart();
        saved(chart, "arms");
        assertEquals(List.of("up", "down", "target"), legend(chart));
    }

    @Test
    void aUnitOfAnArmIsAsLongAcrossAsUp() {
        var pose = new ArmPlot.Pose(List.of(new double[]{0, 0}, new double[]{0.2, 0.5}, new double[]{0.5, 0.5}), "up");
        var chart = new ArmPlot("Arms", "x", "y", List.of(pose), List.of()).chart();
        var info = new ChartRenderingInfo();
        chart.createBufferedImage(700, 300, info);
        var area = info.getPlotInfo().getDataArea();
        var plot = chart.getXYPlot();
        assertEquals(plot.getDomainAxis().getRange().getLength() / area.getWidth(),
                plot.getRangeAxis().getRange().getLength() / area.getHeight(), 1e-9);
        assertTrue(plot.getRangeAxis().getRange().contains(0) && plot.getRangeAxis().getRange().contains(0.5));
    }

    @Test
    void curvesLieOnTopOfTheirTruth() throws IOException {
        double[] at = {0, 1, 2};
        var truth = new DensityMap.Curve("true", at, new double[]{0, 1, 4});
        var chart =
                Curves.besideTruth("Squares", "x", "x²", truth, new DensityMap.Curve("learned", at, new double[]{0.1, 0.9, 4.2})).chart();
        saved(chart, "curves");
        assertEquals(List.of("true", "learned"), legend(chart));
        var shares = Curves.cumulative("found", new double[]{3, 1, 2, 4});
        assertArrayEquals(new double[]{1, 2, 3, 4}, shares.x());
        assertArrayEquals(new double[]{0.25, 0.5, 0.75, 1}, shares.y());
        saved(Curves.distributions("Shares", "error, %", "share", 2.5, shares).chart(), "distributions");
    }

    @Test
    void panelsFillRowsFromTheLeft() {
        var chart = ridge().chart();
        var picture = new Panels(2, List.of(chart, chart, chart)).picture(150, 120);
        assertEquals(List.of(600, 480), List.of(picture.getWidth(), picture.getHeight()));
        assertEquals(0xFFFFFF, picture.getRGB(450, 360) & 0xFFFFFF, "nothing where the fourth would be");
    }
}
