package dev.reverie.gym;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps connections on this machine unless the user wants it otherwise. */
final class Loopback {
    private Loopback() {
    }

    /**
     * @param remote
     *            whether other machines are allowed
     * @throws IllegalArgumentException
     *             if {@code host} is another machine and must not be
     * @throws GymException
     *             if nobody knows where it is
     */
    static void check(String host, boolean remote) {
        if (remote) {
            return;
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    throw new IllegalArgumentException("host " + host + " is not this machine, and everything would go over the network "
                            + "unencrypted; allow it with remote=true, or make a tunnel to 127.0.0.1");
                }
            }
        } catch (UnknownHostException e) {
            throw new GymException("host " + host + " is unknown", "", e);
        }
    }
}
