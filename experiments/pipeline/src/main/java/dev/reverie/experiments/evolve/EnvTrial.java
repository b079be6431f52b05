package dev.reverie.experiments.evolve;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ObservationAgent;
import dev.reverie.controller.es.EpisodeFitness;
import dev.reverie.core.Env;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** An episode of a controller in an environment. Environments are kept and used again, as many as there are threads. */
final class EnvTrial implements EpisodeFitness, AutoCloseable {
    private final Supplier<Env> envs;
    private final Controller controller;
    private final ConcurrentLinkedQueue<Env> idle = new ConcurrentLinkedQueue<>();

    EnvTrial(Supplier<Env> envs, Controller controller) {
        this.envs = envs;
        this.controller = controller;
    }

    @Override
    public double play(double[] candidate, Seed seed) {
        var waiting = idle.poll();
        var env = waiting != null ? waiting : envs.get();
        double score;
        try {
            score = Rollout.evaluate(env, new ObservationAgent(controller.withParameters(candidate)), 1, seed).mean();
        } catch (RuntimeException | Error e) {
            env.close(); // who knows in what state it is
            throw e;
        }
        idle.add(env);
        return score;
    }

    @Override
    public void close() {
        idle.forEach(Env::close);
    }
}
