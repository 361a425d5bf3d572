package dev.konbini.cli.upgrade;

import java.time.Instant;
import java.util.Set;

/// A place where each acknowledged order has to be, looked into itself and not through the services
/// that are being proven.
interface Store {

    String name();

    /// Compares what it holds at present with the orders.
    ///
    /// @param since before the first of them
    /// @throws RuntimeException if it cannot be read, as its client throws it
    Tally look(Set<String> orders, Instant since);
}
