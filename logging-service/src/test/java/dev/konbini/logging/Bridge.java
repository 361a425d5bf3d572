package dev.konbini.logging;

import dev.konbini.servers.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A port of this machine behind which there is nobody until it is opened, and then another port.
public final class Bridge implements AutoCloseable {

    private final String target;
    private final int port = Ports.pick(1).getFirst();
    private @Nullable ServerSocket server;

    /// @param target where it leads, as `host:port`
    public Bridge(String target) {
        this.target = target;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void open() throws IOException {
        var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        server = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var from = opened.accept();
                var to =
                        new Socket(
                                target.substring(0, target.indexOf(':')),
                                Integer.parseInt(target.substring(target.indexOf(':') + 1)));
                Thread.ofVirtual().start(() -> copy(from, to));
                Thread.ofVirtual().start(() -> copy(to, from));
            } catch (IOException e) {
                if (!opened.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One side has hung up, and try closes the other.
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
