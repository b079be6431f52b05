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

/**
 * An environment behind REST: OpenAI's gym-http-api of 2016, and its successors on Gymnasium, which answer terminated and truncated, tell spaces
 * without a wrapping and close by DELETE. One class speaks both and notices which it is.
 *
 * <p>The old servers know no seeds: their episodes are random whatever {@link #reset} is given. Numbers travel as text, some 100 KB a frame;
 * for pictures, use {@link GymEnv}. An observation of choices arrives one-hot; a box of 0..255 with 1, 3 or 4 channels is taken for a frame.
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
            throw new GymException(id + ": the server does not speak gym-http-api: no instance_id in " + shortened(answer.body()));
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
            throw new GymException(id + ": " + what + " space must be Discrete or Box, was " + shortened(told));
        }
        float[] low = JsonNumbers.flat(told.path("low"));
        float[] high = JsonNumbers.flat(told.path("high"));
        int[] shape = JsonNumbers.ints(told.path("shape"));
        try {
            boolean picture = what.equals("observation") && shape.length == 3 && (shape[2] == 1 || shape[2] == 3 || shape[2] == 4)
                    && JsonNumbers.all(low, 0) && JsonNumbers.all(high, 255);
            return picture ? Space.frame(shape[0], shape[1], shape[2])
                    : new Space.Box(shape.length == 0 ? new int[]{1} : shape, Space.Element.F32, low, high);
        } catch (IllegalArgumentException e) {
            throw new GymException(id + ": " + what + " space is wrong: " + e.getMessage(), "", e);
        }
    }

    private static Space shapeOf(JsonNode reply) {
        int size = JsonNumbers.flat(reply.path("observation")).length;
        return Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Math.max(1, size));
    }

    @Override
    public Observation reset(long seed) {
        var first = seen(post("reset/", empty().put("seed", GymRows.seed(seed))));
        episode.begin();
        return first;
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
        if (!reply.path("reward").isNumber() && !reply.path("reward").isArray()) {
            throw new GymException(id + ": step: no reward in " + shortened(reply));
        }
        boolean truncated = reply.path("truncated").asBoolean() || reply.path("info").path("TimeLimit.truncated").asBoolean();
        boolean terminated = reply.has("terminated") ? reply.path("terminated").asBoolean() : reply.path("done").asBoolean() && !truncated;
        double reward = reply.path("reward").isNumber() ? reply.path("reward").doubleValue() : JsonNumbers.flat(reply.path("reward"))[0];
        return episode.end(new Step(seen(reply), reward, terminated, truncated));
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
        float[] values = JsonNumbers.flat(reply.path("observation"));
        if (choices > 0 && values.length == 1 && values[0] >= 0 && values[0] < choices) {
            var oneHot = new float[choices];
            oneHot[(int) values[0]] = 1;
            return new Observation.Vector(oneHot);
        }
        if (values.length != observations.size()) {
            throw new GymException(id + ": an observation must have " + observations.size() + " numbers for " + observations + ", was "
                    + shortened(reply.path("observation")));
        }
        if (!observations.isFrame()) {
            return new Observation.Vector(values);
        }
        var pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (int) values[i];
        }
        int[] shape = observations.shape();
        return new Observation.Frame(shape[0], shape[1], shape[2], pixels);
    }

    private static String shortened(JsonNode tree) {
        var text = tree.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
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
