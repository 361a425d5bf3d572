package dev.konbini.cli.logs;

import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Members;
import dev.konbini.cli.suite.SuiteSettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints log lines of members, the oldest first; follows them if asked to.
@Command(
        name = "logs",
        description = "Show what the services write into their logs.",
        footer = {
            "",
            "Examples:",
            "  konbini logs                            the last lines of the four services, by time",
            "  konbini logs transaction -f             go on as lines come, until Ctrl-C",
            "  konbini logs kafka -n 200               the last 200 lines of Kafka's own log"
        })
public final class LogsCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 200;

    @Mixin private final DataOption data = new DataOption();

    @Parameters(
            paramLabel = "MEMBER",
            arity = "0..*",
            description =
                    "Whose lines: commerce, transaction, logging, gateway, mongodb, kafka, elasticsearch, the door that stands before several gateways, or one of several such as kafka-2 (default: the services').")
    private List<String> members = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many of the last lines of each member (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--json", description = "The lines as they were written, in ECS JSON.")
    private boolean json;

    private record Line(String member, String time, String text) {}

    @Override
    public Integer call() throws InterruptedException {
        var folder = data.folder(Installation.current());
        var settings = folder.settings().orElseGet(SuiteSettings::usual);
        var names =
                members.isEmpty()
                        ? Members.replicas(settings)
                        : members.stream()
                                .flatMap(name -> Members.named(name, settings).stream())
                                .distinct()
                                .toList();
        var readers = names.stream().map(name -> new LogReader(folder.log(name))).toList();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < names.size(); i++) {
            var time = "";
            for (var text : readers.get(i).last(Math.max(0, count))) {
                // A line without a time of its own belongs to the one before it.
                time = LogLine.timestamp(text).orElse(time);
                lines.add(new Line(names.get(i), time, text));
            }
        }
        lines.stream()
                .sorted(Comparator.comparing(Line::time))
                .forEach(line -> print(line.member(), line.text()));
        if (lines.isEmpty() && !follow) {
            System.err.println(
                    "There are no log lines in " + folder.log("…").getParent() + " yet.");
        }
        while (follow) {
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                readers.get(i).readOn(text -> print(name, text));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return 0;
    }

    private void print(String member, String text) {
        System.out.println(json ? text : LogLine.readable(member, text, ZoneId.systemDefault()));
    }
}
