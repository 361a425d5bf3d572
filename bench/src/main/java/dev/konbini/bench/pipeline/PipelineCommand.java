package dev.konbini.bench.pipeline;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.figure.MachineLoad;
import dev.konbini.bench.stand.HeapOptions;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.PartitionsOption;
import dev.konbini.bench.stand.Processors;
import dev.konbini.bench.stand.Stand;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures the way from Kafka into Elasticsearch.
@Command(
        name = "pipeline",
        description = {
            "Kafka to Elasticsearch: the service beside raw _bulk requests of the same documents, and rsyslog.",
            "",
            "Elasticsearch is warmed up first, with the same requests. Raw _bulk is measured before and after the service: the rate that the service is compared with is the mean, and how far the two are apart tells how much the machine can be trusted. Rsyslog takes part if it and its modules imkafka and omelasticsearch are installed (Debian: rsyslog-kafka, rsyslog-elasticsearch)."
        })
public final class PipelineCommand implements Callable<Integer> {

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Mixin private PartitionsOption partitions = new PartitionsOption();

    @Mixin private HeapOptions heaps = new HeapOptions();

    @Mixin private Processors processors = new Processors();

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description =
                    "A further JVM option of the service, such as -XX:StartFlightRecording=filename=FILE.")
    private List<String> jvmOptions = List.of();

    @Override
    public Integer call() {
        if (lines < 1) {
            throw Refusal.usage("--lines is at least 1.");
        }
        int partitionCount = partitions.require();
        processors.require();
        System.out.println(MachineLoad.before().heading() + "\n");
        try (var stand =
                        Stand.start(
                                List.of(Server.KAFKA, Server.ELASTICSEARCH),
                                heaps.elasticsearch());
                var topic = new LineTopic(stand.address(Server.KAFKA), partitionCount)) {
            processors.setApart(stand);
            new Pipeline(stand, topic, Corpus.ofYesterday(lines), heaps.replica(), jvmOptions)
                    .run();
        }
        return 0;
    }
}
