package dev.reverie.experiments.play;

import dev.reverie.core.Observation.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Small drawings of the classic environments, for people to look at; what is learned from are their vectors. */
final class Drawing {
    static final int WIDTH = 384;
    static final int HEIGHT = 256;

    private static final Color LINE = new Color(0x33, 0x33, 0x33);
    private static final Color BODY = new Color(0x00, 0x72, 0xB2);
    private static final Color MOVING = new Color(0xD5, 0x5E, 0x00);
    private static final Color GOAL = new Color(0x00, 0x9E, 0x73);

    private final BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = picture.createGraphics();

    Drawing() {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
    }

    /** Position and angle are elements 0 and 2; the picture is 6 m wide, and the marks are where the episode ends. */
    void cartPole(float[] state) {
        double metre = WIDTH / 6.0;
        double floor = 0.75 * HEIGHT;
        double x = WIDTH / 2.0 + state[0] * metre;
        line(0, floor, WIDTH, floor, 2, LINE);
        for (double end : new double[]{-2.4, 2.4}) {
            line(WIDTH / 2.0 + end * metre, floor - 6, WIDTH / 2.0 + end * metre, floor + 6, 2, GOAL);
        }
        fill(new Rectangle2D.Double(x - 28, floor - 14, 56, 28), BODY);
        line(x, floor, x + metre * Math.sin(state[2]), floor - metre * Math.cos(state[2]), 10, MOVING);
        disc(x, floor, 5, LINE);
    }

    /** Position is element 0, −1.2..0.6; the hill is sin 3x, the flag at 0.5. */
    void mountainCar(float[] state) {
        var hill = new Path2D.Double();
        hill.moveTo(0, up(-1.2));
        for (int column = 0; column <= WIDTH; column += 2) {
            hill.lineTo(column, up(-1.2 + 1.8 * column / WIDTH));
        }
        pen.setColor(LINE);
        pen.setStroke(new BasicStroke(2));
        pen.draw(hill);
        double flag = across(0.5);
        line(flag, up(0.5), flag, up(0.5) - 36, 2, LINE);
        var cloth = new Path2D.Double();
        cloth.moveTo(flag, up(0.5) - 36);
        cloth.lineTo(flag + 18, up(0.5) - 30);
        cloth.lineTo(flag, up(0.5) - 24);
        fill(cloth, GOAL);
        disc(across(state[0]), up(state[0]) - 10, 10, BODY);
    }

    private static double across(double position) {
        return (position + 1.2) / 1.8 * WIDTH;
    }

    private static double up(double position) {
        return HEIGHT * (0.55 - 0.32 * Math.sin(3 * position));
    }

    /** Cosine and sine of the angle from upright, anticlockwise, are elements 0 and 1. */
    void pendulum(float[] state) {
        double length = 0.42 * HEIGHT;
        double x = WIDTH / 2.0;
        double y = HEIGHT / 2.0;
        line(x, y, x - length * state[1], y - length * state[0], 16, MOVING);
        disc(x, y, 6, LINE);
    }

    /** x and y of the ball are elements 0 and 1, within ±1. */
    void ball(float[] state) {
        double half = HEIGHT / 2.0 - 4;
        pen.setColor(LINE);
        pen.setStroke(new BasicStroke(2));
        pen.draw(new Rectangle2D.Double(WIDTH / 2.0 - half, HEIGHT / 2.0 - half, 2 * half, 2 * half));
        disc(WIDTH / 2.0 + half * state[0], HEIGHT / 2.0 - half * state[1], 10, BODY);
    }

    private void line(double x0, double y0, double x1, double y1, float width, Color colour) {
        pen.setColor(colour);
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new Line2D.Double(x0, y0, x1, y1));
    }

    private void disc(double x, double y, double radius, Color colour) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour);
    }

    private void fill(Shape shape, Color colour) {
        pen.setColor(colour);
        pen.fill(shape);
    }

    /** The picture; nothing may be drawn afterwards. */
    Frame frame() {
        pen.dispose();
        var pixels = new byte[HEIGHT * WIDTH * 3];
        for (int i = 0; i < HEIGHT * WIDTH; i++) {
            int rgb = picture.getRGB(i % WIDTH, i / WIDTH);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return new Frame(HEIGHT, WIDTH, 3, pixels);
    }
}
