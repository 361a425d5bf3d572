/// Takes what Fluentd, Fluent Bit and their loggers send by the forward protocol, version 1
/// (https://github.com/fluent/fluentd/wiki/Forward-Protocol-Specification-v1): all four modes of
/// carrying events, the handshake with a shared key and users, and acknowledgements, which are sent
/// when the lines are in Kafka and not before.
///
/// Decides whose the events of a connection are: the user's that signed in, or the listener's. Uses
/// [dev.konbini.logging.door] to have lines taken, reading no further in a connection until they
/// are. Publishes [ForwardListener].
@NullMarked
package dev.konbini.logging.forward;

import org.jspecify.annotations.NullMarked;
