/// Listens for connections that are not HTTP, within limits: how many, how long they may say
/// nothing, and how they end when the service stops.
///
/// Decides nothing about what is said in them. Publishes [TcpReceiver], [TcpListener.Service],
/// [Connection] and [ReceiverMeters].
@NullMarked
package dev.konbini.logging.listen;

import org.jspecify.annotations.NullMarked;
