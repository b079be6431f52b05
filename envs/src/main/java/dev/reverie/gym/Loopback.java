package dev.reverie.gym;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** Keeps connections on this machine unless the user wants it otherwise. */
final class Loopback {
    private Loopback() {
    }

    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    /**
     * Where a host is.
     *
     * @param remote
     *            whether other machines are allowed
     * @throws IllegalArgumentException
     *             if {@code host} is another machine and must not be
     * @throws GymException
     *             if nobody knows where it is
     */
    static InetAddress check(String host, boolean remote) {
        try {
            var all = Awaited.of("the address of a host", LOOK_UP, () -> InetAddress.getAllByName(host));
            for (var address : all) {
                if (!remote && !address.isLoopbackAddress()) {
                    throw new IllegalArgumentException("host " + host + " is not this machine, and everything would go over the network "
                            + "unencrypted; allow it with remote=true, or make a tunnel to 127.0.0.1");
                }
            }
            return all[0];
        } catch (IOException e) {
            throw new GymException("host " + host + " is unknown", "", e);
        }
    }
}
