package dev.konbini.cli.suite;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One running copy of a service on this machine.
///
/// @param number from 1
public record Replica(Service service, int number) {

    /// All replicas of a suite that runs `count` of each service, service by service.
    public static List<Replica> all(int count) {
        return Arrays.stream(Service.values())
                .flatMap(service -> of(service, count).stream())
                .toList();
    }

    /// The `count` replicas of one service.
    public static List<Replica> of(Service service, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Replica(service, number))
                .toList();
    }

    /// Its name wherever people meet it: the first has its service's, so that a suite that grows
    /// keeps it.
    public String name() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }
}
