package dev.reverie.gym;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * An environment behind REST: OpenAI's gym-http-api of 2016, and its successors on Gymnasium, which answer terminated and truncated, tell
 * spaces without a wrapping and close by DELETE. One class speaks both and notices which it is.
 *
 * <p>The old servers know no seeds: their episodes are random whatever {@link #reset} is given. Numbers travel as text, some 100 KB a
 * frame; for pictures, use {@link GymEnv}. An observation of choices arrives one-hot; a box of 0..255 with 1, 3 or 4 channels is taken for
 * a frame.
 */
public final class HttpGymEnv implements Env {
    private final Rest rest;
    private final String path;
    private final String id;
    private final Space.Box observations;
    /** Of an observation that is a choice: how many there are; else 0. */
    private final int choices;
    private final Space actions;
    private final EpisodeState episode;
    private final boolean old;
    private long seed;
    private boolean closed;

    private HttpGymEnv(URI base, String id, Duration timeout) {
        this.id = id;
        rest = new Rest(base, timeout);
        path = "/v1/envs/" + create(id) + "/";
        try {
            var action = get("action_space/");
            old = action.has("info");
            actions = space(old ? action.get("info") : action, "action");
            var told = rest.ask("GET", path + "observation_space/", null);
            // a server that cannot write infinite bounds says nothing at all; then the first observation tells
            var seen = told.isOk() ? space(old ? told.body().path("info") : told.body(), "observation") : shapeOf(post("reset/", empty()));
            choices = seen instanceof Space.Discrete d ? d.n() : 0;
            observations = seen instanceof Space.Box box ? box : Space.box(0, 1, choices);
            episode = new EpisodeState(actions);
        } catch (RuntimeException e) {
            remove(true);
            throw e;
        }
    }

    /**
     * On a server at {@code base}, such as {@code http://127.0.0.1:5000}.
     *
     * @param timeout
     *            of one request
     * @param remote
     *            whether it may be on another machine; everything then goes over the network as it is
     * @throws IllegalArgumentException
     *             if the server does not know {@code id}, or is another machine and must not be
     * @throws GymException
     *             if there is no server
     */
    public static HttpGymEnv make(URI base, String id, Duration timeout, boolean remote) {
        if (base.getHost() == null) {
            throw new IllegalArgumentException("base must be such as http://127.0.0.1:5000, was " + base);
        }
        Loopback.check(base.getHost(), remote);
        return new HttpGymEnv(base, id, timeout);
    }

    private String create(String id) {
        var answer = rest.ask("POST", "/v1/envs/", empty().put("env_id", id));
        if (!answer.isOk()) {
            throw answer.status() / 100 == 4 ? new IllegalArgumentException(id + ": " + answer.message())
                    : new GymException(id + ": " + answer.message());
        }
        var instance = answer.body().path("instance_id").asText();
        if (!instance.matches("[\\w-]{1,64}")) {
            throw new GymException(id + ": the server does not speak gym-http-api: no instance_id in " + JsonNumbers.shown(answer.body()));
        }
        return instance;
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode empty() {
        return Rest.JSON.createObjectNode();
    }

    private JsonNode get(String what) {
        return ok(what, rest.ask("GET", path + what, null));
    }

    private JsonNode post(String what, JsonNode body) {
        return ok(what, rest.ask("POST", path + what, body));
    }

    private JsonNode ok(String what, Rest.Answer answer) {
        if (!answer.isOk()) {
            throw new GymException(id + ": " + what.replace("/", "") + ": " + answer.message());
        }
        return answer.body();
    }

    private Space space(JsonNode told, String what) {
        var name = told.path("name").asText();
        if (name.equals("Discrete") && told.path("n").isInt()) {
            return Space.discrete(told.path("n").intValue());
        }
        if (!name.equals("Box")) {
            throw new GymException(id + ": " + what + " space must be Discrete or Box, was " + JsonNumbers.shown(told));
        }
        try {
            float[] low = JsonNumbers.flat(told.path("low"), "low");
            float[] high = JsonNumbers.flat(told.path("high"), "high");
            int[] shape = JsonNumbers.ints(told.path("shape"), "shape");
            boolean picture = what.equals("observation") && shape.length == 3 && (shape[2] == 1 || shape[2] == 3 || shape[2] == 4)
                    && JsonNumbers.all(low, 0) && JsonNumbers.all(high, 255);
            return picture ? Space.frame(shape[0], shape[1], shape[2])
                    : new Space.Box(shape.length == 0 ? new int[]{1} : shape, Space.Element.F32, low, high);
        } catch (IllegalArgumentException e) {
            throw new GymException(id + ": " + what + " space is wrong: " + e.getMessage(), "", e);
        }
    }

    private static Space shapeOf(JsonNode reply) {
        var first = reply.path("observation");
        JsonNumbers.flat(first, "observation");
        var shape = JsonNumbers.shape(first);
        return Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, shape.length == 0 ? new int[]{1} : shape);
    }

    @Override
    public Observation reset(long seed) {
        var reply = post("reset/", empty().put("seed", GymRows.seed(seed)));
        this.seed = seed;
        episode.begin();
        return told("reset", () -> seen(reply));
    }

    @Override
    public Step step(float[] action) {
        episode.next(action);
        var body = empty();
        if (actions instanceof Space.Box box) {
            body.set("action", nested(action, box.shape(), 0, new int[1]));
        } else {
            body.put("action", (int) action[0]);
        }
        var reply = post("step/", old ? body.put("render", false) : body);
        return episode.end(told("step", () -> {
            double reward = JsonNumbers.number(reply.path("reward"), "reward");
            boolean ended = reply.path("info").hasNonNull("TimeLimit.truncated")
                    && JsonNumbers.flag(reply.path("info").path("TimeLimit.truncated"), "TimeLimit.truncated");
            boolean truncated = reply.has("truncated") ? JsonNumbers.flag(reply.path("truncated"), "truncated") : ended;
            boolean terminated = reply.has("terminated") ? JsonNumbers.flag(reply.path("terminated"), "terminated")
                    : JsonNumbers.flag(reply.path("done"), "terminated or done") && !truncated;
            return new Step(seen(reply), reward, terminated, truncated);
        }));
    }

    /** Reads an answer; what is wrong in it is told with where it happened. */
    private <T> T told(String call, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            var where = call.equals("reset") ? "the start of the episode" : "step " + episode.steps() + " of the episode";
            throw new IllegalArgumentException(id + ": " + call + ": " + e.getMessage() + ", at " + where + " with seed " + seed, e);
        }
    }

    private static ArrayNode nested(float[] values, int[] shape, int axis, int[] at) {
        var array = Rest.JSON.createArrayNode();
        for (int i = 0; i < shape[axis]; i++) {
            if (axis == shape.length - 1) {
                array.add(values[at[0]++]);
            } else {
                array.add(nested(values, shape, axis + 1, at));
            }
        }
        return array;
    }

    private Observation seen(JsonNode reply) {
        var told = reply.path("observation");
        float[] values = JsonNumbers.finite(told, "observation");
        if (choices > 0 && values.length == 1) {
            if (!(values[0] >= 0 && values[0] < choices && values[0] == (int) values[0])) {
                throw new IllegalArgumentException("observation must be a choice within 0.." + (choices - 1) + ", was "
                        + JsonNumbers.shown(told));
            }
            var oneHot = new float[choices];
            oneHot[(int) values[0]] = 1;
            return new Observation.Vector(oneHot);
        }
        int[] shape = observations.shape();
        if (values.length != observations.size() || values.length > 1 && !Arrays.equals(shape, JsonNumbers.shape(told))) {
            throw new IllegalArgumentException("observation must have shape " + Arrays.toString(shape) + " for " + observations + ", was "
                    + JsonNumbers.shown(told));
        }
        if (!observations.isFrame()) {
            return new Observation.Vector(values);
        }
        var pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 255 && values[i] == (int) values[i])) {
                throw new IllegalArgumentException("observation[" + i + "] must be a whole number within 0..255, was " + values[i]);
            }
            pixels[i] = (byte) (int) values[i];
        }
        return new Observation.Frame(shape[0], shape[1], shape[2], pixels);
    }

    @Override
    public Space.Box observationSpace() {
        return observations;
    }

    @Override
    public Space actionSpace() {
        return actions;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            remove(old);
        }
    }

    private void remove(boolean asOld) {
        try {
            if (!asOld || !rest.ask("POST", path + "close/", empty()).isOk()) {
                rest.ask("DELETE", path, null);
            }
        } catch (GymException e) {
            // the server is gone, and the environment with it
        }
    }
}
