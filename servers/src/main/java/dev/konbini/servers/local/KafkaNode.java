package dev.konbini.servers.local;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which of a cluster's brokers one is, and where all of them listen; each is a controller too.
///
/// @param number from 1; also its id in the cluster
/// @param ports for clients, by number
/// @param controllerPorts where the controllers talk to each other, by number
record KafkaNode(int number, List<Integer> ports, List<Integer> controllerPorts) {

    private static final String HOST = "127.0.0.1:";

    KafkaNode {
        ports = List.copyOf(ports);
        controllerPorts = List.copyOf(controllerPorts);
    }

    static KafkaNode alone(int port, int controllerPort) {
        return new KafkaNode(1, List.of(port), List.of(controllerPort));
    }

    /// Its name among a suite's processes and folders.
    String name() {
        return isAlone() ? KafkaServer.NAME : KafkaServer.NAME + "-" + number;
    }

    boolean isAlone() {
        return ports.size() == 1;
    }

    int count() {
        return ports.size();
    }

    int port() {
        return ports.get(number - 1);
    }

    int controllerPort() {
        return controllerPorts.get(number - 1);
    }

    /// Where clients find the cluster, whichever of its brokers is away.
    String bootstrap() {
        return ports.stream().map(port -> HOST + port).collect(Collectors.joining(","));
    }

    /// All controllers as `controller.quorum.voters` names them.
    String voters() {
        return IntStream.rangeClosed(1, count())
                .mapToObj(each -> each + "@" + HOST + controllerPorts.get(each - 1))
                .collect(Collectors.joining(","));
    }
}
