package dev.reverie.experiments.play;

import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import dev.reverie.core.Observation.Frame;
import dev.reverie.envs.BouncingBall;
import dev.reverie.envs.CartPole;
import dev.reverie.envs.MountainCar;
import dev.reverie.envs.MountainCarContinuous;
import dev.reverie.envs.Pendulum;
import java.util.function.BiConsumer;

/** A picture of what an environment shows. */
@FunctionalInterface
public interface Portrait {
    /** The picture; for a frame, the frame itself. */
    Frame of(Observation observation);

    /**
     * How an environment is drawn: frames are their own pictures, and for our own environments that show vectors there is a drawing.
     *
     * @throws IllegalArgumentException
     *             if it shows vectors that nobody here can draw
     */
    static Portrait of(Env env) {
        if (env.observationSpace().isFrame()) {
            return observation -> (Frame) observation;
        }
        if (env instanceof CartPole) {
            return drawing(Drawing::cartPole);
        }
        if (env instanceof MountainCar || env instanceof MountainCarContinuous) {
            return drawing(Drawing::mountainCar);
        }
        if (env instanceof Pendulum) {
            return drawing(Drawing::pendulum);
        }
        if (env instanceof BouncingBall) {
            return drawing(Drawing::ball);
        }
        throw new IllegalArgumentException(env.getClass().getSimpleName() + " has no picture: it shows vectors, " + env.observationSpace());
    }

    /** What is drawn of a vector's elements. */
    private static Portrait drawing(BiConsumer<Drawing, float[]> scene) {
        return observation -> {
            var drawing = new Drawing();
            scene.accept(drawing, ((Observation.Vector) observation).values());
            return drawing.frame();
        };
    }
}
