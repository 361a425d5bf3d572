package dev.konbini.bench.rebalance;

import java.util.List;

/// How consumers agree on who has which partition.
///
/// @param inPlace whether a replica comes back as the one that went, which only then is missed;
///   otherwise a new one is ready before an old one goes, as a Deployment does it
/// @param properties of the consumer; `%d` stands for the replica's number
record Membership(String title, boolean inPlace, List<String> properties) {

    private static final String SETTING = "-Dspring.cloud.stream.kafka.binder.consumer-properties.";
    private static final String ASSIGNOR =
            "partition.assignment.strategy=org.apache.kafka.clients.consumer.";

    /// Those that are compared; the first is the service's own.
    static final List<Membership> ALL =
            List.of(
                    new Membership("classic, cooperative", false, List.of()),
                    new Membership("consumer (KIP-848)", false, List.of("group.protocol=consumer")),
                    new Membership("classic, eager", false, List.of(ASSIGNOR + "RangeAssignor")),
                    new Membership(
                            "classic, static members, in place",
                            true,
                            List.of("group.instance.id=replica-%d")));

    Membership {
        properties = List.copyOf(properties);
    }

    /// The JVM options of replica `number`.
    List<String> options(int number) {
        return properties.stream().map(each -> SETTING + each.formatted(number)).toList();
    }
}
