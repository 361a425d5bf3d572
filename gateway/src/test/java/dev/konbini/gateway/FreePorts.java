package dev.konbini.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Finds ports that nobody uses and that the system gives to no outgoing connection, so that a
/// server which goes away finds its own port free when it comes back.
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private FreePorts() {}

    /// The first of `count` free ports in a row.
    public static int row(int count) {
        while (true) {
            var first = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(first, count)) {
                return first;
            }
        }
    }

    private static boolean isFree(int first, int count) {
        for (var port = first; port < first + count; port++) {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
