package dev.konbini.transaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before the real MongoDB and loses answers: what was asked is done, and nobody hears of
/// it.
public final class LossyMongo implements AutoCloseable {

    /// How an answer is lost.
    public enum Loss {
        /// The connection breaks.
        BREAK,
        /// Nothing comes any more.
        SILENCE
    }

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final AtomicInteger left = new AtomicInteger();
    private volatile String marker = "\0";
    private volatile Loss loss = Loss.BREAK;

    public LossyMongo(String uri) {
        var address = new ConnectionString(uri).getHosts().getFirst().split(":", 2);
        host = address[0];
        port = Integer.parseInt(address[1]);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    public String uri() {
        return "mongodb://127.0.0.1:%d/?directConnection=true".formatted(server.getLocalPort());
    }

    /// Loses the answers to the next so many requests in which `marker` occurs.
    public void lose(int count, Loss how, String marker) {
        this.marker = marker;
        this.loss = how;
        left.set(count);
    }

    /// How many answers are still to be lost.
    public int left() {
        return Math.max(left.get(), 0);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                var upstream = new Socket(host, port);
                var losing = new AtomicBoolean();
                Thread.startVirtualThread(() -> requests(client, upstream, losing));
                Thread.startVirtualThread(() -> answers(client, upstream, losing));
            } catch (IOException e) {
                return;
            }
        }
    }

    /// A request is small here and arrives in one piece.
    private void requests(Socket client, Socket upstream, AtomicBoolean losing) {
        var buffer = new byte[1 << 20];
        try (client;
                upstream) {
            int read;
            while ((read = client.getInputStream().read(buffer)) > 0) {
                if (new String(buffer, 0, read, ISO_8859_1).contains(marker)
                        && left.getAndDecrement() > 0) {
                    losing.set(true);
                }
                upstream.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other side is gone, and so is this one.
        }
    }

    private void answers(Socket client, Socket upstream, AtomicBoolean losing) {
        var buffer = new byte[1 << 20];
        try (client;
                upstream) {
            int read;
            while ((read = upstream.getInputStream().read(buffer)) > 0) {
                if (!losing.get()) {
                    client.getOutputStream().write(buffer, 0, read);
                } else if (loss == Loss.BREAK) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side is gone, and so is this one.
        }
    }
}
