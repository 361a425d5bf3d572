package dev.konbini.gateway.route;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Ends the event streams that pass through, when this gateway leaves: they end by themselves
/// never, and the web server waits for each request.
///
/// A stream is ended after a whole event, and its client connects again, at another gateway.
@Component
final class Streams implements SmartLifecycle {

    private volatile boolean running;
    private volatile boolean leaving;

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        leaving = true;
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Right after the draining, when nothing new is sent here any more, and before the web server
    /// begins to wait.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    /// Whether a stream may end behind the first `length` bytes of `chunk`, its latest.
    boolean endsAfter(byte[] chunk, int length) {
        return leaving && length > 1 && chunk[length - 1] == '\n' && chunk[length - 2] == '\n';
    }
}
