package dev.reverie.gym;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.core.Printable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * A connection to a Python that runs Gymnasium: one process of our own ({@link #start}), or one that is there already ({@link #connect}).
 * It makes one batch of environments; {@link GymEnv} and {@link GymVectorEnv} play them. For one thread at a time.
 *
 * <p>A process of our own ends with {@link #close}, and when this JVM ends however it ends. What goes wrong there is a {@link GymException}
 * with what Python said; after a lost connection every further call says so again.
 */
public final class GymClient implements AutoCloseable {
    /** Bytes of a message, of either side, unless told otherwise. */
    public static final int MESSAGE_LIMIT = 1 << 26;
    /** Of greetings, lists and farewells; importing Gymnasium on a busy machine takes seconds. */
    private static final Duration TALK = Duration.ofSeconds(60);
    /** How much later than the server we give up, so that it can say where it hung. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final byte[] MAGIC = "RVGY".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final PythonServer server;
    private final Wire wire;
    private final Map<String, String> versions;
    private Duration timeout = TALK;
    private String doing = "";
    private boolean restless;
    private GymException lost;

    /** On a connection that is open; {@code server} is null if it is not ours. */
    GymClient(PythonServer server, String name, Wire wire, String token) {
        this.server = server;
        this.name = name;
        this.wire = wire;
        versions = greet(token);
    }

    private static GymClient open(PythonServer server, String name, InetSocketAddress address, String token) {
        Wire wire;
        try {
            wire = Wire.open(address, MESSAGE_LIMIT);
        } catch (IOException e) {
            throw new GymException(name + " cannot be reached: " + e.getMessage() + "; is it running?", "", e);
        }
        try {
            return new GymClient(server, name, wire, token);
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /**
     * In a process of our own.
     *
     * @throws GymException
     *             if there is no such Python, or it has no Gymnasium
     */
    public static GymClient start(GymPython python) {
        var server = PythonServer.start(python);
        try {
            return open(server, "the gym server", server.address(), server.token());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * To a server that {@code reverie gym serve} started on this machine.
     *
     * @param token
     *            that it showed
     */
    public static GymClient connect(InetSocketAddress address, String token) {
        return connect(address, token, false);
    }

    /**
     * To a server elsewhere.
     *
     * @param remote
     *            whether it may be on another machine; everything, the token too, then goes over the network as it is
     */
    public static GymClient connect(InetSocketAddress address, String token, boolean remote) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("token must not be empty");
        }
        var host = address.getHostString();
        // the address that was checked: a second look-up of the name may give another
        var checked = new InetSocketAddress(Loopback.check(host, remote), address.getPort());
        return open(null, "the gym server at " + host + ":" + address.getPort(), checked, token);
    }

    private Map<String, String> greet(String token) {
        var secret = token.getBytes(StandardCharsets.UTF_8);
        var hello = Wire.message(Wire.HELLO, MAGIC.length + 2 + secret.length).put(MAGIC).putShort(VERSION).put(secret);
        var answer = talk("", hello, Wire.HELLO);
        try {
            if (answer.length < 6 || !Arrays.equals(MAGIC, 0, 4, answer, 0, 4)) {
                throw new ProtocolException("this is no Reverie gym server");
            }
            int version = answer[4] & 0xFF | (answer[5] & 0xFF) << 8;
            if (version != VERSION) {
                throw new ProtocolException("it speaks version " + version + ", this Reverie speaks version " + VERSION
                        + "; start it with this one: reverie gym serve");
            }
            var told = new TreeMap<String, String>();
            JSON.readTree(answer, 6, answer.length - 6).properties()
                    .forEach(e -> told.put(Printable.line(e.getKey()), Printable.line(e.getValue().asText())));
            return told;
        } catch (IOException e) {
            throw lose(e);
        }
    }

    /** Of python, gymnasium and numpy there, of the packages of environments that it has, and the path of its executable. */
    public Map<String, String> versions() {
        return versions;
    }

    /** {@link #versions} without the path: what decides, beside the seed, how an episode goes. */
    public Map<String, String> software() {
        var software = new TreeMap<>(versions);
        software.remove("executable");
        return software;
    }

    /** An environment that can be made, and the Python that makes it. */
    public record Registered(String id, String entryPoint) {
    }

    /** All that Gymnasium has registered there, by name. */
    public List<Registered> list() {
        var all = new ArrayList<Registered>();
        try {
            for (JsonNode pair : JSON.readTree(talk("listing", Wire.message(Wire.LIST, ""), Wire.LIST))) {
                all.add(new Registered(Printable.line(pair.path(0).asText()), Printable.line(pair.path(1).asText())));
            }
        } catch (IOException e) {
            throw lose(e);
        }
        return all;
    }

    /**
     * Makes environments, in place of those made before.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name or it cannot be had like that
     * @throws GymException
     *             if its packages are missing, or it fails
     */
    GymSpec make(GymOptions options, int count) {
        timeout = options.timeout();
        var request = Wire.message(Wire.MAKE, options.request(count, MESSAGE_LIMIT));
        try {
            restless = true;
            return GymSpec.of(talk(options.id(), request, Wire.MAKE));
        } catch (IOException e) {
            throw lose(e);
        }
    }

    private byte[] talk(String doing, ByteBuffer message, int kind) {
        send(doing, message);
        int length = head(kind);
        try {
            return wire.read(length);
        } catch (IOException e) {
            throw lose(e);
        } catch (CancellationException e) {
            abandon();
            throw e;
        }
    }

    void send(String doing, ByteBuffer message) {
        if (lost != null) {
            throw new GymException(lost.getMessage(), lost.details(), lost);
        }
        if (Thread.currentThread().isInterrupted()) {
            // an environment that answers at once may have an episode without end
            throw new CancellationException("interrupted before an answer of an environment");
        }
        this.doing = doing;
        try {
            wire.send(message, timeout.plus(GRACE));
        } catch (IOException e) {
            throw lose(e);
        }
    }

    int head(int kind) {
        try {
            int length = wire.head(kind);
            if (restless && kind == Wire.RESET && server != null) {
                // engines that environments start, they start by their first reset
                restless = false;
                server.note();
            }
            return length;
        } catch (Wire.Told e) {
            throw refusal(e);
        } catch (IOException e) {
            throw lose(e);
        } catch (CancellationException e) {
            abandon();
            throw e;
        }
    }

    void read(byte[] into, int offset, int length) {
        try {
            wire.read(into, offset, length);
        } catch (IOException e) {
            throw lose(e);
        } catch (CancellationException e) {
            abandon();
            throw e;
        }
    }

    private RuntimeException refusal(Wire.Told e) {
        var message = about() + e.getMessage();
        if (e.reason != Wire.REFUSED) {
            return new GymException(message, e.details, e);
        }
        return versions == null ? lose(e) : new IllegalArgumentException(message, e);
    }

    /** The connection is of no use any more: ends the process, and tells what it said. */
    GymException lose(IOException e) {
        boolean late = e instanceof SocketTimeoutException;
        wire.close();
        var end = "";
        var words = "";
        if (server != null) {
            end = server.end();
            server.kill();
            words = server.lastWords();
        }
        late |= end.contains("signal 14");
        lost = new GymException(about() + (late
                ? "no answer within " + seconds(timeout) + "; it was ended"
                        + (server == null ? "" : "; if it only is slow, give it a longer timeout")
                : name + ": " + e.getMessage() + end), words, e);
        return lost;
    }

    private String about() {
        return doing.isEmpty() ? "" : doing + ": ";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1e3 + " s";
    }

    private void abandon() {
        wire.close();
        lost = new GymException(about() + "interrupted");
        if (server != null) {
            server.kill();
        }
    }

    @Override
    public void close() {
        if (lost == null) {
            lost = new GymException("the gym environment is closed");
            try {
                wire.send(Wire.message(Wire.CLOSE, 0), Duration.ofSeconds(2));
                wire.head(Wire.CLOSE);
            } catch (IOException | CancellationException e) {
                // it goes all the same
            }
        }
        wire.close();
        if (server != null) {
            server.close();
        }
    }
}
