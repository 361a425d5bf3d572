package dev.konbini.servers.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks whether anything listens at an address.
final class TcpProbe {

    private static final int LIMIT_MILLIS = 3_000;

    private TcpProbe() {}

    /// Whether a connection to `HOST:PORT` is accepted; not so where that is no address.
    static boolean accepts(String address) {
        var colon = address.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        try (var socket = new Socket()) {
            var host = address.substring(0, colon).strip();
            var port = Integer.parseInt(address.substring(colon + 1).strip());
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException refused) {
            return false;
        }
    }
}
