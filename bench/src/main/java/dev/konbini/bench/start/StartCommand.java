package dev.konbini.bench.start;

import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.ProcessCpu;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.figure.Values;
import dev.konbini.bench.stand.LogEnd;
import dev.konbini.bench.stand.Stand;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.service.ServiceProcesses;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.servers.local.ElasticsearchJvm;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures how fast replicas start.
@Command(
        name = "start",
        description = {
            "From the start of a replica's process until its readiness answers 200, as ./konbini up starts it: the same command, prepared in the same way.",
            "",
            "The servers run, no other service does, and readiness is asked every 10 ms. A first start that is not counted brings the files into memory."
        })
public final class StartCommand implements Callable<Integer> {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final double SECOND_NANOS = 1e9;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "This one alone (default: all four).")
    private @Nullable String service;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many starts of each (default: ${DEFAULT-VALUE}).")
    private int times;

    @Override
    public Integer call() {
        var services = services();
        if (times < 1) {
            throw Refusal.usage("--times is at least 1.");
        }
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                Stand.start(
                        List.of(Server.MONGODB, Server.KAFKA, Server.ELASTICSEARCH),
                        ElasticsearchJvm.SMALL)) {
            var table =
                    new MarkdownTable(
                            System.out,
                            List.of(
                                    "service",
                                    "starts",
                                    "to ready, median s",
                                    "max s",
                                    "CPU s until then, median"));
            for (var each : services) {
                measure(stand, each, table);
            }
        }
        return 0;
    }

    private List<Service> services() {
        if (service == null) {
            return Arrays.asList(Service.values());
        }
        return List.of(
                Service.named(service)
                        .orElseThrow(() ->
                                Refusal.usage("There is no service '%s'.".formatted(service))));
    }

    private void measure(Stand stand, Service measured, MarkdownTable table) {
        var processes = new ServiceProcesses(Stand.installation(), stand.data(), stand.settings());
        var replica = new Replica(measured, 1);
        Stand.say("preparing " + measured.module());
        var first = processes.start(replica, stand.config(), stand.guardian());
        awaitReady(processes, replica, first);
        first.stop(GRACE);
        Stand.say("starting %s %d times".formatted(measured.module(), times));
        var seconds = new double[times];
        var cpu = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            var process = processes.restart(replica, first, stand.guardian());
            awaitReady(processes, replica, process);
            seconds[i] = (System.nanoTime() - start) / SECOND_NANOS;
            cpu[i] = ProcessCpu.seconds(process.pid());
            process.stop(GRACE);
        }
        var values = new Values(seconds);
        table.add(
                measured.module(),
                Text.count(times),
                Text.hundredths(values.quantile(0.5)),
                Text.hundredths(values.max()),
                Text.hundredths(new Values(cpu).quantile(0.5)));
    }

    private static void awaitReady(
            ServiceProcesses processes, Replica replica, ManagedProcess process) {
        Waiting.until(
                READY_MAX,
                POLL,
                () -> {
                    if (processes.isReady(replica)) {
                        return true;
                    }
                    if (!process.alive()) {
                        throw Refusal.failed(
                                "%s ended while it was starting; %s"
                                        .formatted(replica.name(), LogEnd.of(process)));
                    }
                    return false;
                });
    }
}
