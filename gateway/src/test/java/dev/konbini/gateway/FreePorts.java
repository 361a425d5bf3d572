package dev.konbini.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Finds ports that nobody uses and that the system gives to no outgoing connection, so that a
/// server which goes away finds its own port free when it comes back. They are below those that
/// other modules' tests pick at the same time.
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int LAST = 19_000;

    /// Rows begin at its multiples, so that none reaches into another.
    private static final int ROW_MAX = 10;

    private FreePorts() {}

    /// The first of `count` free ports in a row, at most [#ROW_MAX].
    public static int row(int count) {
        while (true) {
            var first =
                    ROW_MAX * ThreadLocalRandom.current().nextInt(FIRST / ROW_MAX, LAST / ROW_MAX);
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
