package dev.reverie.experiments.play;

import dev.reverie.experiments.plots.Pixels;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/** A {@link Game} in a window, in real time, with the keyboard. The picture grows with the window. */
public final class GameWindow {
    private final Game game;
    private final Portrait portrait;
    private final double stepsASecond;
    private final Set<Integer> pressed = ConcurrentHashMap.newKeySet();
    private volatile BufferedImage picture;
    private volatile boolean closed;
    private volatile boolean again;
    private JFrame frame;
    private JPanel panel;

    private GameWindow(Game game, Portrait portrait, double stepsASecond) {
        this.game = game;
        this.portrait = portrait;
        this.stepsASecond = stepsASecond;
    }

    /**
     * Plays until the window is closed, on the calling thread.
     *
     * @throws java.awt.HeadlessException
     *             if there is no display; {@link java.awt.AWTError} if the one that is named cannot be opened
     * @throws CancellationException
     *             if the thread is interrupted; its flag is down again
     */
    public static void play(Game game, Portrait portrait, double stepsASecond) {
        new GameWindow(game, portrait, stepsASecond).run();
    }

    private void run() {
        show();
        onEventThread(this::open);
        try {
            long step = Math.round(1e9 / stepsASecond);
            long due = System.nanoTime();
            while (!closed) {
                if (again) {
                    again = false;
                    game.restart();
                } else {
                    game.step(pressed);
                }
                show();
                // A window that was held up goes on from now instead of catching up.
                due = Math.max(due + step, System.nanoTime() - step);
                sleepUntil(due);
            }
        } finally {
            SwingUtilities.invokeLater(frame::dispose);
        }
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            // The flag is put down, so that what was recorded can still be written.
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted");
            }
        }
    }

    private void show() {
        picture = Pixels.enlarged(portrait.of(game.observation()), 1);
        var title = game.title();
        if (frame != null) {
            SwingUtilities.invokeLater(() -> {
                frame.setTitle(title);
                panel.repaint();
            });
        }
    }

    private void open() {
        frame = new JFrame(game.title());
        panel = new Screen();
        int scale = Math.max(1, 640 / picture.getHeight());
        panel.setPreferredSize(new Dimension(picture.getWidth() * scale, picture.getHeight() * scale));
        frame.add(panel);
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent e) {
                closed = true;
            }

            @Override
            public void windowDeactivated(WindowEvent e) {
                // what is released elsewhere is not told here
                pressed.clear();
            }
        });
        frame.addKeyListener(new Keyboard());
        frame.pack();
        frame.setLocationByPlatform(true);
        frame.setVisible(true);
    }

    private static void onEventThread(Runnable work) {
        try {
            SwingUtilities.invokeAndWait(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e.getCause());
        }
    }

    private final class Keyboard extends KeyAdapter {
        @Override
        public void keyPressed(KeyEvent e) {
            if (e.getKeyCode() == KeyEvent.VK_R) {
                again = true;
            } else if (e.getKeyCode() == KeyEvent.VK_ESCAPE) {
                closed = true;
            } else {
                pressed.add(e.getKeyCode());
            }
        }

        @Override
        public void keyReleased(KeyEvent e) {
            pressed.remove(e.getKeyCode());
        }
    }

    private final class Screen extends JPanel {
        private static final long serialVersionUID = 1;

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            setBackground(Color.BLACK);
            var shown = picture;
            double scale = Math.min((double) getWidth() / shown.getWidth(), (double) getHeight() / shown.getHeight());
            int width = (int) (shown.getWidth() * scale);
            int height = (int) (shown.getHeight() * scale);
            ((Graphics2D) graphics).setRenderingHint(RenderingHints.KEY_INTERPOLATION,
                    RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            graphics.drawImage(shown, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
        }
    }
}
