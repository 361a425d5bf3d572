/// What lines say of themselves: their time, level, host and service, in whatever form a sender
/// writes them.
///
/// Whatever JSON object comes in, ECS comes out, and nothing of it is lost: what ECS has no place
/// for stays where it was, and what stood where ECS expects something else is in `given` under the
/// name it had. Decides nothing about where lines go. Uses the mapping of lines to know what
/// Elasticsearch would refuse. Publishes [CompleteLine], [JoinLines] and [SyslogText].
@NullMarked
package dev.konbini.logging.parse;

import org.jspecify.annotations.NullMarked;
