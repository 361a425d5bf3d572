package dev.konbini.cli.door;

import dev.konbini.cli.service.Readiness;
import dev.konbini.cli.suite.SuitePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The one address of several gateways on this machine, as a Service is in a cluster: each new
/// connection goes to one that is ready, and what flows through is not looked at.
///
/// A gateway that drains gets no new connection; those that it has it closes itself when it has
/// answered.
final class Door {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 1_024;
    private static final int BUFFER_BYTES = 1 << 14;

    private final List<Gateway> gateways;
    private final AtomicInteger turn = new AtomicInteger();

    /// @param gateways by their ports
    Door(List<Integer> gateways) {
        this.gateways = gateways.stream().map(Gateway::new).toList();
    }

    /// Serves until the process ends.
    ///
    /// @throws IOException if `port` cannot be listened on
    void serve(int port) throws IOException {
        gateways.forEach(gateway -> Thread.ofVirtual().start(gateway::watch));
        try (var listener = new ServerSocket()) {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        }
    }

    private void pass(Socket client) {
        try (client) {
            var gateway = connect();
            if (gateway.isEmpty()) {
                return;
            }
            try (var server = gateway.get()) {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var up = Thread.ofVirtual().start(() -> copy(client, server));
                copy(server, client);
                up.join();
            }
        } catch (IOException broken) {
            // One side has gone; closing both tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Passes on until one side ends, and then its end.
    private static void copy(Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            abort(from);
            abort(to);
        }
    }

    private static void abort(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is gone, which is what was wanted.
        }
    }

    /// A connection to a ready gateway, or to any that takes one.
    private Optional<Socket> connect() {
        int first = Math.floorMod(turn.getAndIncrement(), gateways.size());
        var order = new ArrayList<Gateway>();
        for (int i = 0; i < gateways.size(); i++) {
            order.add(gateways.get((first + i) % gateways.size()));
        }
        order.sort((a, b) -> Boolean.compare(b.ready, a.ready));
        for (var gateway : order) {
            var socket = gateway.connect();
            if (socket.isPresent()) {
                return socket;
            }
        }
        return Optional.empty();
    }

    private static final class Gateway {

        private final int port;
        private volatile boolean ready;

        Gateway(int port) {
            this.port = port;
        }

        void watch() {
            try {
                while (true) {
                    ready = Readiness.of(port + SuitePorts.MANAGEMENT_OFFSET);
                    Thread.sleep(POLL);
                }
            } catch (InterruptedException ended) {
                ready = false;
            }
        }

        Optional<Socket> connect() {
            var socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                        CONNECT_MILLIS);
                return Optional.of(socket);
            } catch (IOException refused) {
                abort(socket);
                return Optional.empty();
            }
        }
    }
}
