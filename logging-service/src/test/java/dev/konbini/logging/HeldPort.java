package dev.konbini.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of this machine on which nobody listens, and that nobody else is given meanwhile.
final class HeldPort implements AutoCloseable {

    private final Socket socket = new Socket();

    /// @param port 0 for any that is free
    HeldPort(int port) {
        try {
            // Remains of closed connections do not keep it from the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return socket.getLocalPort();
    }

    /// Lets go of it; a repeat does nothing.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
