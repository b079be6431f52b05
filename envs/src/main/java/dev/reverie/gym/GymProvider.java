package dev.reverie.gym;

import dev.reverie.envs.EnvEntry;
import dev.reverie.envs.EnvOption;
import dev.reverie.envs.EnvOptions;
import dev.reverie.envs.EnvProvider;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Brings environments that run elsewhere into the registry: {@code gym:ID} in a Python process of its own, {@code gym+tcp://HOST:PORT/ID}
 * in that of a {@code reverie gym serve}, {@code gym+http://HOST:PORT/ID} on a server that speaks gym-http-api or what followed it.
 */
public final class GymProvider implements EnvProvider {
    public static final String PREFIX = "gym:";
    /** Names the token of a {@code reverie gym serve}. */
    public static final String TOKEN = "REVERIE_GYM_TOKEN";

    private static final Pattern REMOTE = Pattern.compile("gym\\+(tcp|https?)://(\\[[^]]+]|[^/:\\[]+):(\\d{1,5})/(.+)");
    private static final EnvOption ELSEWHERE = new EnvOption("remote", "false",
            "true allows a server on another machine; everything then goes over the network");
    private static final Pattern VERSION = Pattern.compile(".*-(v\\d+)");

    @Override
    public List<EnvEntry> entries() {
        return List.of();
    }

    @Override
    public Optional<EnvEntry> find(String name) {
        if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
            var id = name.substring(PREFIX.length());
            return Optional.of(new EnvEntry(name, version(id), "Gymnasium's " + id + ", in a Python process.", GymOptions.DECLARED,
                    options -> GymEnv.make(GymOptions.of(id, options)), any -> {
                        try (var client = GymClient.start(GymPython.standard())) {
                            return client.software();
                        }
                    }));
        }
        if (!name.startsWith("gym+")) {
            return Optional.empty();
        }
        var parts = REMOTE.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("environment: '" + name
                    + "' must be gym:ID, gym+tcp://HOST:PORT/ID or gym+http://HOST:PORT/ID, such as gym+http://127.0.0.1:5000/CartPole-v1");
        }
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("environment: port in '" + name + "' must be within 1..65535, was " + port);
        }
        return Optional.of(parts.group(1).equals("tcp") ? tcp(name, parts.group(2), port, parts.group(4))
                : http(name, URI.create(name.substring("gym+".length(), parts.start(4) - 1)), parts.group(4)));
    }

    private static EnvEntry tcp(String name, String host, int port, String id) {
        var declared = new ArrayList<>(GymOptions.DECLARED);
        declared.add(ELSEWHERE);
        Function<EnvOptions, GymClient> connected = options -> GymClient.connect(InetSocketAddress.createUnresolved(host, port),
                token(System.getenv()).orElseThrow(
                        () -> new IllegalArgumentException("set " + TOKEN + " to the token that reverie gym serve showed")),
                options.flag("remote"));
        return new EnvEntry(name, version(id), "Gymnasium's " + id + ", on " + host + ".", declared,
                options -> GymEnv.make(connected.apply(options), GymOptions.of(id, options)), options -> {
                    try (var client = connected.apply(options)) {
                        return client.software();
                    }
                });
    }

    /**
     * The token that the user has set, if any.
     *
     * @throws IllegalArgumentException
     *             if it is set and empty, which anybody could guess
     */
    static Optional<String> token(Map<String, String> environment) {
        var token = environment.get(TOKEN);
        if (token != null && token.isBlank()) {
            throw new IllegalArgumentException(TOKEN + " must not be empty: unset it, or set it to the token of the server");
        }
        return Optional.ofNullable(token);
    }

    private static EnvEntry http(String name, URI base, String id) {
        var declared = List.of(GymOptions.DECLARED.get(GymOptions.DECLARED.size() - 1), ELSEWHERE);
        return new EnvEntry(name, version(id), id + ", by HTTP from " + base.getHost() + ".", declared,
                options -> HttpGymEnv.make(base, id, GymOptions.seconds(options), options.flag("remote")));
    }

    /** Gymnasium changes it with the rules. */
    private static String version(String id) {
        var version = VERSION.matcher(id);
        return version.matches() ? version.group(1) : "unversioned";
    }
}
