package dev.konbini.commerce;

import dev.konbini.servers.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port that leads to a server while it is open, and refuses connections while it is closed.
public final class TcpGate implements AutoCloseable {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final URI target;
    private final int port = Ports.pick(1).getFirst();
    private @Nullable ServerSocket server;

    /// A closed gate to `target`.
    public TcpGate(URI target) {
        this.target = target;
    }

    public int port() {
        return port;
    }

    public void open() throws IOException {
        var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        server = opened;
        Thread.startVirtualThread(() -> accept(opened));
    }

    @Override
    public void close() throws IOException {
        var current = server;
        if (current != null) {
            current.close();
        }
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var near = from.accept();
                var far = new Socket(target.getHost(), target.getPort());
                sockets.add(near);
                sockets.add(far);
                pump(near, far, near.getInputStream(), far.getOutputStream());
                pump(far, near, far.getInputStream(), near.getOutputStream());
            } catch (IOException e) {
                // Closed while waiting: the loop ends.
            }
        }
    }

    private static void pump(Socket from, Socket to, InputStream in, OutputStream out) {
        Thread.startVirtualThread(() -> {
            try (from;
                    to) {
                in.transferTo(out);
            } catch (IOException e) {
                // One side is gone, and takes the other with it.
            }
        });
    }
}
