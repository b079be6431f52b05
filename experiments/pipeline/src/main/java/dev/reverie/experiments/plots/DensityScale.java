package dev.reverie.experiments.plots;

import dev.reverie.core.Arguments;
import java.awt.Color;
import java.awt.Paint;
import org.jfree.chart.renderer.PaintScale;

/**
 * Densities as shades of one blue, which grow darker evenly, so that they mean the same in grey and to every kind of colour vision.
 *
 * @param most
 *            what is drawn darkest, as is everything above; > 0
 */
record DensityScale(double most) implements PaintScale {
    private static final double TURN = 0.65;
    private static final Color DARKEST = new Color(0x00, 0x3B, 0x66);

    DensityScale {
        Arguments.positive("most", most);
    }

    Color color(double density) {
        double share = Math.max(0, Math.min(1, density / most));
        if (share <= TURN) {
            return Palette.tint(Palette.BLUE, share / TURN);
        }
        return mix(Palette.BLUE, DARKEST, (share - TURN) / (1 - TURN));
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color((int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }

    @Override
    public double getLowerBound() {
        return 0;
    }

    @Override
    public double getUpperBound() {
        return most;
    }

    @Override
    public Paint getPaint(double density) {
        return color(density);
    }
}
