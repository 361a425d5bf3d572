package dev.konbini.logging.metricintake;

import java.util.List;

/// Takes lines that came in together.
@FunctionalInterface
interface LineTaker {

    /// Returns when the lines are taken, however long that lasts: a connection is not read
    /// meanwhile, so its sender waits.
    ///
    /// @throws InterruptedException if the service stops first
    void take(List<String> lines) throws InterruptedException;
}
