package dev.konbini.cli.suite;

import java.util.List;
import java.util.stream.IntStream;

/// One of the processes that a server consists of: the only one, or one of several that stand in
/// for each other.
///
/// @param number from 1
/// @param of how many there are
public record ServerMember(Server server, int number, int of) {

    static List<ServerMember> of(Server server, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ServerMember(server, number, count))
                .toList();
    }

    /// Its name wherever people meet it.
    public String name() {
        return of == 1 ? server.id() : server.id() + "-" + number;
    }

    /// Its name in a sentence.
    public String title() {
        return of == 1 ? server.title() : server.title() + " " + number;
    }
}
