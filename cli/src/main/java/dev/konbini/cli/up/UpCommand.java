package dev.konbini.cli.up;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.release.Releases;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteLock;
import dev.konbini.cli.suite.SuitePorts;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.ManagedProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads with which settings the suite is wanted, and has it brought up.
@Command(
        name = "up",
        description = {
            "Start the suite: MongoDB, Kafka, Elasticsearch and the four services.",
            "",
            "Returns when all are ready. What runs already is left alone, so 'up' is also how a member that died is started again. The settings are remembered: a later 'up' needs no options. Most take effect with a start only: 'down' first."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Ports: gateway 8080, commerce 8081, transaction 8082, logging 8083, mongodb 27117, kafka 19092, elasticsearch 19200, graphite 2003, statsd 8125; a service's actuator is 100 above its port.",
            "",
            "Examples:",
            "  konbini up",
            "  konbini up --port gateway=9080 --port mongodb=27217",
            "  konbini up --data /tmp/second --free-ports       a second suite beside the first",
            "  konbini up --kafka broker:9092                   with a Kafka that runs already",
            "  konbini up --ha --replicas 2                     nothing is alone but Elasticsearch"
        })
public final class UpCommand implements Callable<Integer> {

    private static final int HEAP_MIN = 64;
    private static final int REPLICAS_MAX = 4;

    @Mixin private final DataOption data = new DataOption();

    @Option(
            names = "--foreground",
            description = "Stay until Ctrl-C, then stop what this command has started.")
    private boolean foreground;

    @Option(
            names = "--port",
            paramLabel = "NAME=N",
            split = ",",
            description = "The port of a member; may be repeated.")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Option(
            names = "--free-ports",
            description =
                    "Take ports that are free instead of the usual ones; 'status' shows which. A suite that is running keeps its ports.")
    private boolean freePorts;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description =
                    "How many of each service to run, 1 to 4 (default: 1). With two or more, 'konbini upgrade' replaces them one by one while the others serve.")
    private @Nullable Integer replicas;

    @Option(
            names = "--ha",
            negatable = true,
            description =
                    "Run three MongoDB members and three Kafka brokers, so that any one of them may be lost, or run one of each (default: one). To be chosen before the suite has data.")
    private @Nullable Boolean ha;

    @Option(
            names = "--release",
            paramLabel = "VERSION",
            description =
                    "Run a released version instead of this checkout ('none': this checkout again).")
    private @Nullable String release;

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description =
                    "Use this MongoDB instead of an own one ('local': an own one again). It must be a replica set.")
    private @Nullable String mongodb;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka instead of an own one ('local': an own one again).")
    private @Nullable String kafka;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description =
                    "Use this Elasticsearch instead of an own one ('local': an own one again).")
    private @Nullable String elasticsearch;

    @Option(
            names = "--memory",
            paramLabel = "SERVICE=MIB",
            split = ",",
            description = "The most heap of a service in MiB; may be repeated.")
    private Map<String, Integer> memory = new LinkedHashMap<>();

    @Option(
            names = "--sample",
            negatable = true,
            description = "Load the sample catalogue into a new suite, or do not (default: load).")
    private @Nullable Boolean sample;

    @Override
    public Integer call() {
        var installation = Installation.current();
        var folder = data.folder(installation);
        try (var _ = SuiteLock.take(folder);
                var progress = Progress.onStandardOutput()) {
            var stored = folder.settings();
            var remembered = stored.orElseGet(SuiteSettings::usual);
            requireNoDataOfOthers(remembered, folder);
            boolean running = isRunning(folder);
            var settings = wanted(remembered, running);
            if (running) {
                requireAsRemembered(remembered, settings);
            }
            var version = settings.release();
            var built =
                    version == null
                            ? installation
                            : new Releases(installation).installed(version, progress::say);
            var suite = new Suite(built, folder, settings);
            suite.requirePortsAsWanted();
            folder.remember(settings);
            return new BringUp(suite, progress, foreground).run();
        }
    }

    private int replicas(SuiteSettings remembered, boolean running) {
        int wanted = replicas == null ? remembered.replicas() : replicas;
        if (wanted < 1 || wanted > REPLICAS_MAX) {
            throw Refusal.usage("--replicas is 1 to %d.".formatted(REPLICAS_MAX));
        }
        if (running && wanted != remembered.replicas()) {
            throw Refusal.failed(
                    "The suite runs with %d of each service. To change that: ./konbini down, then ./konbini up --replicas %d."
                            .formatted(remembered.replicas(), wanted));
        }
        return wanted;
    }

    /// What one server has stored is not spread over three, nor brought together again: each of
    /// them would come to be of another opinion than the services.
    private void requireNoDataOfOthers(SuiteSettings remembered, DataFolder folder) {
        if (ha != null && ha != remembered.ha() && folder.hasServerData()) {
            throw Refusal.failed(
                    "The suite in %1$s has data in %2$s of MongoDB and Kafka. For %3$s take another folder: ./konbini up %4$s --free-ports --data DIR. Or remove what is there: ./konbini down --purge, then ./konbini up %4$s."
                            .formatted(
                                    folder.root(),
                                    remembered.ha() ? "three each" : "one each",
                                    ha ? "three" : "one",
                                    ha ? "--ha" : "--no-ha"));
        }
    }

    /// Members that run go on with what they were started with; to remember anything else would be
    /// to say that they do not.
    ///
    /// @throws Refusal if something is wanted that only a start brings about
    static void requireAsRemembered(SuiteSettings remembered, SuiteSettings wanted) {
        var changed = new ArrayList<String>();
        if (!Objects.equals(remembered.release(), wanted.release())) {
            changed.add("--release");
        }
        addIfChanged("--mongodb-uri", Server.MONGODB, remembered, wanted, changed);
        addIfChanged("--kafka", Server.KAFKA, remembered, wanted, changed);
        addIfChanged("--elasticsearch", Server.ELASTICSEARCH, remembered, wanted, changed);
        if (Arrays.stream(Service.values())
                .anyMatch(service ->
                        remembered.heapMebibytes(service) != wanted.heapMebibytes(service))) {
            changed.add("--memory");
        }
        // Members at other ports are found out by looking; these are not noted of a process.
        var receiver = new Replica(Service.LOGGING, 1);
        if (!remembered.ports().receivers(receiver).equals(wanted.ports().receivers(receiver))) {
            changed.add("--port");
        }
        if (!changed.isEmpty()) {
            throw Refusal.failed(
                    "The suite runs with other settings. To change %s: ./konbini down, then ./konbini up with it."
                            .formatted(String.join(", ", changed)));
        }
    }

    private static void addIfChanged(
            String option,
            Server server,
            SuiteSettings remembered,
            SuiteSettings wanted,
            List<String> changed) {
        if (!remembered.external(server).equals(wanted.external(server))) {
            changed.add(option);
        }
    }

    private static boolean isRunning(DataFolder folder) {
        return ManagedProcess.all(folder.run()).stream().anyMatch(ManagedProcess::alive);
    }

    /// What is remembered, as far as the options do not say otherwise.
    private SuiteSettings wanted(SuiteSettings remembered, boolean running) {
        int count = replicas(remembered, running);
        var sized = remembered.withReplicas(count).withHa(ha == null ? remembered.ha() : ha);
        var settings =
                (freePorts && !running ? sized.withPorts(SuitePorts.free(sized.ports())) : sized)
                        .withChangedPorts(ports)
                        .withExternal(Server.MONGODB, mongodb)
                        .withExternal(Server.KAFKA, kafka)
                        .withExternal(Server.ELASTICSEARCH, elasticsearch);
        for (var entry : memory.entrySet()) {
            var service =
                    Service.named(entry.getKey())
                            .orElseThrow(() ->
                                    Refusal.usage(
                                            "--memory is for services, and '%s' is none of commerce, transaction, logging, gateway."
                                                    .formatted(entry.getKey())));
            if (entry.getValue() < HEAP_MIN) {
                throw Refusal.usage(
                        "%s needs at least %d MiB of heap.".formatted(service.module(), HEAP_MIN));
            }
            settings = settings.withHeap(service, entry.getValue());
        }
        if (release != null) {
            settings = settings.withRelease(release.equals("none") ? null : release);
        }
        return sample == null ? settings : settings.withSample(sample);
    }
}
