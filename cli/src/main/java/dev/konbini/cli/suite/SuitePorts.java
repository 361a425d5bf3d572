package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import dev.konbini.servers.process.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Every port of the suite by name; all are on the loopback address.
///
/// Always complete, but for the receivers of a suite from before there were any: each name has a
/// port, and no two share one. A service's management port is always 100 above its port, which is
/// how the gateway finds it.
public record SuitePorts(Map<String, Integer> byName) {

    private static final int MAX = 65_535;

    /// How far above a service's port its actuator listens.
    public static final int MANAGEMENT_OFFSET = 100;

    /// Where the first logging-service takes what does not come by HTTP.
    private static final Map<String, Integer> RECEIVERS =
            Map.of("syslog", 5_140, "forward", 24_224, "graphite", 2_003, "statsd", 8_125);

    private static final int REPLICA_OFFSET = 10;
    private static final Pattern REPLICA = Pattern.compile(".*-[0-9]+");

    /// What each of several servers of one kind has a port of its own for.
    private static final List<String> CLUSTERED = List.of("mongodb", "kafka", "kafka-controller");

    private static final int FREE_TRIES_MAX = 100;

    public SuitePorts {
        byName = Map.copyOf(byName);
        requireDistinct(byName);
    }

    /// The ports of a suite that was told nothing.
    public static SuitePorts usual() {
        var ports = new HashMap<String, Integer>();
        for (var service : Service.values()) {
            ports.put(service.module(), service.defaultPort());
        }
        ports.put("mongodb", 27_117);
        ports.put("kafka", 19_092);
        ports.put("kafka-controller", 19_093);
        ports.put("elasticsearch", 19_200);
        ports.put("elasticsearch-transport", 19_300);
        ports.putAll(RECEIVERS);
        return new SuitePorts(ports);
    }

    /// Ports that are free now, for a suite beside another one.
    ///
    /// @param wanted its names are those that get ports
    public static SuitePorts free(SuitePorts wanted) {
        var names = wanted.byName.keySet().stream().sorted().toList();
        for (int tries = 0; tries < FREE_TRIES_MAX; tries++) {
            var picked = Ports.pick(names.size());
            var ports = new HashMap<String, Integer>();
            for (int i = 0; i < names.size(); i++) {
                ports.put(names.get(i), picked.get(i));
            }
            if (managementPorts(ports).values().stream()
                    .allMatch(port -> Ports.free(port) && !ports.containsValue(port))) {
                return new SuitePorts(ports);
            }
        }
        throw Refusal.failed("No free ports were found for the suite: name some with --port.");
    }

    /// These ports with some of them changed. The inner ports of Kafka and Elasticsearch move along
    /// with the outer ones unless they are named themselves.
    ///
    /// @param changes port by name; a service's shorthand is understood
    /// @throws Refusal if a name is unknown or two names end up with one port
    public SuitePorts with(Map<String, Integer> changes) {
        var named = new TreeMap<String, Integer>();
        changes.forEach((name, port) -> named.put(fullName(name), port));
        var kafka = named.get("kafka");
        if (kafka != null) {
            named.putIfAbsent("kafka-controller", kafka + 1);
        }
        var elasticsearch = named.get("elasticsearch");
        if (elasticsearch != null) {
            named.putIfAbsent("elasticsearch-transport", elasticsearch + 100);
        }
        var ports = new HashMap<>(byName);
        ports.putAll(named);
        return new SuitePorts(ports);
    }

    /// These ports for a suite that runs `count` replicas of each service. Each replica has a port
    /// of its own, ten above that of the one before it; those that were given stay. The gateway's
    /// is the public one: with several gateways the door listens there, and they behind it.
    public SuitePorts withReplicas(int count) {
        var ports = new HashMap<>(byName);
        ports.keySet().removeIf(name -> isNumbered(name) && isService(base(name)));
        for (var replica : Replica.all(count)) {
            int above = replica.number() - 1 + (hasDoor(replica.service(), count) ? 1 : 0);
            if (above > 0) {
                var given = byName.get(portName(replica));
                int usual = of(replica.service().module()) + above * REPLICA_OFFSET;
                ports.put(portName(replica), given == null ? usual : given);
            }
        }
        return new SuitePorts(ports);
    }

    /// These ports for a suite that runs `count` each of MongoDB and Kafka, each ten above the one
    /// before it; those that were given stay.
    public SuitePorts withServers(int count) {
        var ports = new HashMap<>(byName);
        ports.keySet().removeIf(name -> isNumbered(name) && CLUSTERED.contains(base(name)));
        for (var name : CLUSTERED) {
            for (int number = 2; number <= count; number++) {
                var given = byName.get(name + "-" + number);
                int usual = of(name) + (number - 1) * REPLICA_OFFSET;
                ports.put(name + "-" + number, given == null ? usual : given);
            }
        }
        return new SuitePorts(ports);
    }

    private static boolean isNumbered(String name) {
        return REPLICA.matcher(name).matches();
    }

    private static String base(String name) {
        return name.replaceAll("-[0-9]+$", "");
    }

    private static boolean isService(String module) {
        return Service.named(module).isPresent();
    }

    private static boolean hasDoor(Service service, int count) {
        return service == Service.GATEWAY && count > 1;
    }

    /// Where clients find the gateway.
    public int gateway() {
        return of(Service.GATEWAY.module());
    }

    public int of(Replica replica) {
        var own = byName.get(portName(replica));
        return own == null ? of(replica.service().module()) : own;
    }

    /// Where the replica's actuator listens.
    public int managementOf(Replica replica) {
        return of(replica) + MANAGEMENT_OFFSET;
    }

    /// Where the replica takes lines and metrics otherwise than by HTTP, by protocol. Only the
    /// first logging-service does, and none of a suite that was made before there was such a port.
    public Map<String, Integer> receivers(Replica replica) {
        var receivers = new TreeMap<String, Integer>();
        if (replica.service() == Service.LOGGING && replica.number() == 1) {
            for (var name : RECEIVERS.keySet()) {
                var port = byName.get(name);
                if (port != null) {
                    receivers.put(name, port);
                }
            }
        }
        return receivers;
    }

    private static String portName(Replica replica) {
        return replica.service().module() + "-" + replica.number();
    }

    /// The port that one of several servers has for something.
    ///
    /// @param name as that of the first, such as `kafka-controller`
    /// @param number from 1
    public int of(String name, int number) {
        return of(number == 1 ? name : name + "-" + number);
    }

    /// The port of this name.
    ///
    /// @param name one of the names of [#usual]
    public int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("No port is called " + name);
        }
        return port;
    }

    private String fullName(String name) {
        var full = Service.named(name).map(Service::module).orElse(name);
        if (!byName.containsKey(full) && !RECEIVERS.containsKey(full)) {
            throw Refusal.usage(
                    "No port is called '%s': use one of %s."
                            .formatted(name, String.join(", ", sortedNames())));
        }
        return full;
    }

    private List<String> sortedNames() {
        return byName.keySet().stream().sorted().toList();
    }

    private static void requireDistinct(Map<String, Integer> ports) {
        var all = new TreeMap<>(ports);
        all.putAll(managementPorts(ports));
        var names = new HashMap<Integer, String>();
        all.forEach((name, port) -> {
            if (port < 1 || port > MAX) {
                throw Refusal.usage(
                        "%d is no port for %s: use 1 to %d.".formatted(port, name, MAX));
            }
            var other = names.put(port, name);
            if (other != null) {
                throw Refusal.usage(
                        "Port %d is given to both %s and %s: choose another with --port NAME=N."
                                .formatted(port, other, name));
            }
        });
    }

    private static Map<String, Integer> managementPorts(Map<String, Integer> ports) {
        var management = new TreeMap<String, Integer>();
        ports.forEach((name, port) -> {
            if (isService(base(name))) {
                management.put(name + "'s management", port + MANAGEMENT_OFFSET);
            }
        });
        return management;
    }
}
