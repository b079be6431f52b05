package dev.reverie.experiments.play;

import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import java.util.Locale;
import java.util.Set;

/** Episodes that a person plays: the score, the end, and another one. Belongs to one thread. */
public final class Game {
    private final String name;
    private final Env env;
    private final Controls controls;
    private long seed;
    private Observation observation;
    private float[] action;
    private double score;
    private int steps;
    private boolean over;

    /**
     * Begins the first episode.
     *
     * @param env
     *            stays the caller's to close
     * @param seed
     *            of the first episode; the next ones have the next numbers
     */
    public Game(String name, Env env, Controls controls, long seed) {
        this.name = name;
        this.env = env;
        this.controls = controls;
        this.seed = seed;
        begin();
    }

    private void begin() {
        observation = env.reset(seed);
        action = controls.rest();
        score = 0;
        steps = 0;
        over = false;
    }

    /** Gives up this episode, if it is not over, and begins the next. */
    public void restart() {
        seed++;
        begin();
    }

    /** One step with the keys that are down; nothing once it is over. */
    public void step(Set<Integer> pressed) {
        if (over) {
            return;
        }
        action = controls.action(pressed, action);
        var step = env.step(action);
        observation = step.observation();
        score += step.reward();
        steps++;
        over = step.done();
    }

    public Observation observation() {
        return observation;
    }

    public double score() {
        return score;
    }

    public boolean isOver() {
        return over;
    }

    /** What the window's title says. */
    public String title() {
        return String.format(Locale.ROOT, "%s  %s %.1f  step %d  [%s; R: again; Esc: end]", name, over ? "OVER, score" : "score", score,
                steps, controls.legend());
    }
}
