/// Takes syslog messages (RFC 5424, RFC 3164) over TCP (RFC 6587), TLS (RFC 5425) and UDP (RFC
/// 5426).
///
/// Decides whose a message is: the tenant of the log sender's token in its structured data, or the
/// one that the operator set; a message of neither is refused. Uses [dev.konbini.logging.door] to
/// have lines taken, reading no further in a connection until they are. Publishes
/// [SyslogListeners].
@NullMarked
package dev.konbini.logging.syslog;

import org.jspecify.annotations.NullMarked;
