package dev.konbini.gateway.replica;

import java.util.concurrent.Semaphore;

/// Room for the requests that wait for one service's answer.
///
/// How long a body takes that passes through is for its client to say, so those that have one take
/// half of the room at most: who sends slowly, to as many as there is room for, keeps nobody from
/// the service whose request has come whole.
final class Room {

    private final Semaphore all;
    private final Semaphore passing;

    /// @param max how many may wait at once
    Room(int max) {
        this.all = new Semaphore(max);
        this.passing = new Semaphore(Math.max(1, max / 2));
    }

    /// Lets a request with `body` in.
    ///
    /// @return false where there is no room for it
    boolean tryEnter(Body body) {
        if (!body.repeats() && !passing.tryAcquire()) {
            return false;
        }
        if (all.tryAcquire()) {
            return true;
        }
        leavePassing(body);
        return false;
    }

    /// Gives back what [#tryEnter] gave.
    void leave(Body body) {
        all.release();
        leavePassing(body);
    }

    private void leavePassing(Body body) {
        if (!body.repeats()) {
            passing.release();
        }
    }
}
