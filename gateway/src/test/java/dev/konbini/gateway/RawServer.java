package dev.konbini.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 server over a plain socket, so that a test decides what happens to a connection at
/// each moment: it can break off where a real server could be killed.
public final class RawServer implements AutoCloseable {

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<RawRequest> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final int port;
    private volatile ServerSocket listener;
    private volatile RawAnswer answer;

    private RawServer(ServerSocket listener, RawAnswer answer) {
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.answer = answer;
        accept(listener);
    }

    /// A server on a free port. The next one stays free, so that a gateway finds no readiness
    /// there.
    public static RawServer start(RawAnswer answer) throws IOException {
        return start(FreePorts.row(2), answer);
    }

    /// A server on `port`.
    public static RawServer start(int port, RawAnswer answer) throws IOException {
        return new RawServer(listen(port), answer);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /// All that was read whole, in the order of its arrival.
    public List<RawRequest> received() {
        return received;
    }

    /// Answers so from now on.
    public void answer(RawAnswer answer) {
        this.answer = answer;
    }

    /// Forgets what was received.
    public void forget() {
        received.clear();
    }

    /// Ends as a killed process does: no new connection, and each open one is reset.
    public void kill() throws IOException {
        listener.close();
        for (var connection : connections) {
            reset(connection);
        }
    }

    /// Returns once no request is under way.
    public void awaitIdle() {
        while (underWay.get() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /// Returns once `count` requests were read whole.
    public void awaitReceived(int count) {
        while (received.size() < count) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /// Returns once no connection is open.
    public void awaitNoConnection() {
        while (!connections.isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /// Comes back on the same port.
    public void restart() throws IOException {
        listener = listen(port);
        accept(listener);
    }

    /// Closes all open connections in good order, though none was asked to be closed.
    public void closeConnections() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }

    /// Listens on `port`, as soon as the listener before it has let go of it.
    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        for (var attempt = 0; ; attempt++) {
            try {
                socket.bind(address, 512);
                return socket;
            } catch (BindException e) {
                if (attempt == 500) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            var connection = from.accept();
                            connections.add(connection);
                            if (from.isClosed()) {
                                // Accepted while `kill` went through the others.
                                reset(connection);
                            } else {
                                Thread.ofVirtual().start(() -> serve(connection));
                            }
                        }
                    } catch (IOException e) {
                        // The listener was closed.
                    }
                });
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                var request = RawRequest.read(in);
                if (request == null) {
                    return;
                }
                // What is set once the request has been seen is for those after it.
                var its = answer;
                received.add(request);
                underWay.incrementAndGet();
                try {
                    its.write(request, connection);
                } finally {
                    underWay.decrementAndGet();
                }
                if (connection.isClosed()) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The connection ended.
        } finally {
            connections.remove(connection);
        }
    }

    /// Resets `connection`, unless its other end closed it first and [#serve] with it.
    private static void reset(Socket connection) throws IOException {
        try {
            connection.setSoLinger(true, 0);
        } catch (SocketException e) {
            if (!connection.isClosed()) {
                throw e;
            }
        }
        connection.close();
    }

    /// What the server does with a request.
    @FunctionalInterface
    public interface RawAnswer {

        void write(RawRequest request, Socket connection) throws IOException, InterruptedException;

        /// Answers with `status`, `headers` (each a whole line) and `body`.
        static RawAnswer of(int status, String body, String... headers) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var head = new StringBuilder("HTTP/1.1 %d X\r\n".formatted(status));
            for (var header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
            return (request, connection) -> {
                var out = connection.getOutputStream();
                out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                if (!request.method().equals("HEAD")) {
                    out.write(bytes);
                }
                out.flush();
            };
        }

        /// Breaks the connection off without an answer.
        static RawAnswer reset() {
            return (request, connection) -> RawServer.reset(connection);
        }

        /// Closes the connection without an answer.
        static RawAnswer close() {
            return (request, connection) -> connection.close();
        }

        /// Says nothing until the gateway gives up.
        static RawAnswer silence() {
            return (request, connection) -> {
                var _ = connection.getInputStream().read();
            };
        }
    }

    /// What the server read.
    public record RawRequest(String method, String target, List<String> headers, String body) {

        /// The value of the first header called `name`, null where there is none.
        public @Nullable String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }

        static @Nullable RawRequest read(InputStream in) throws IOException {
            var line = line(in);
            if (line.isEmpty()) {
                return null;
            }
            var headers = new CopyOnWriteArrayList<String>();
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                headers.add(header);
            }
            var words = line.split(" ", -1);
            var head = new RawRequest(words[0], words[1], headers, "");
            var length = head.header("Content-Length");
            var body =
                    length != null
                            ? in.readNBytes(Integer.parseInt(length))
                            : head.header("Transfer-Encoding") == null ? new byte[0] : chunks(in);
            return new RawRequest(
                    words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
        }

        private static byte[] chunks(InputStream in) throws IOException {
            var all = new ByteArrayOutputStream();
            for (var size = size(in); size > 0; size = size(in)) {
                all.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return all.toByteArray();
        }

        private static int size(InputStream in) throws IOException {
            var line = line(in);
            if (line.isEmpty()) {
                throw new EOFException("The last chunk is missing");
            }
            return Integer.parseInt(line, 16);
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (var read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
                if (read != '\r') {
                    line.append((char) read);
                }
            }
            return line.toString();
        }
    }
}
