package dev.reverie.experiments.plots;

import java.awt.Color;
import java.util.List;

/** Colours that people with any kind of colour vision can tell apart (Okabe and Ito 2008), as lines on white. */
final class Palette {
    static final Color BLACK = new Color(0x22, 0x22, 0x22);
    static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    static final Color VERMILION = new Color(0xD5, 0x5E, 0x00);
    static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);
    static final Color GRID = new Color(0xDD, 0xDD, 0xDD);

    /** In the order to take them. */
    static final List<Color> LINES = List.of(BLUE, VERMILION, GREEN, PURPLE, BLACK);

    /** For lines on shades of {@link #BLUE}, in the order to take them. */
    static final List<Color> ON_BLUE = List.of(VERMILION, BLACK, GREEN, PURPLE);

    private Palette() {
    }

    /** Mixed with white: 0 is white, 1 the colour itself. */
    static Color tint(Color color, double strength) {
        return new Color(mix(color.getRed(), strength), mix(color.getGreen(), strength), mix(color.getBlue(), strength));
    }

    private static int mix(int channel, double strength) {
        return (int) Math.round(255 + (channel - 255) * strength);
    }
}
