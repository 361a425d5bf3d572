package dev.konbini.logging.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A connection that was accepted.
///
/// Reading ends, as if the peer had closed it, when the service stops and what has come in until
/// then is read.
public final class Connection {

    private final Socket raw;
    private final Socket socket;
    private volatile boolean stopping;

    /// @param raw the TCP connection
    /// @param socket the same, or the TLS connection over it
    Connection(Socket raw, Socket socket) {
        this.raw = raw;
        this.socket = socket;
    }

    /// The peer's address, without its port.
    public String peer() {
        return raw.getInetAddress().getHostAddress();
    }

    /// What comes in. Its reads end with [java.net.SocketTimeoutException] when the peer says
    /// nothing for too long.
    public InputStream input() throws IOException {
        return new Input(socket.getInputStream());
    }

    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    /// Ends reading once nothing is there to be read.
    void stopReading() {
        stopping = true;
        try {
            // Whoever is reading sees the end; whoever is not yet sees `stopping`.
            if (raw.getInputStream().available() == 0) {
                raw.shutdownInput();
            }
        } catch (IOException e) {
            close();
        }
    }

    void close() {
        try {
            socket.close();
            raw.close();
        } catch (IOException e) {
            // It is closed, one way or the other.
            stopping = true;
        }
    }

    private final class Input extends InputStream {

        private final InputStream input;

        Input(InputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            return isOver() ? -1 : input.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return isOver() ? -1 : input.read(buffer, offset, length);
        }

        @Override
        public int available() throws IOException {
            return input.available();
        }

        private boolean isOver() throws IOException {
            return stopping && input.available() == 0 && raw.getInputStream().available() == 0;
        }
    }
}
