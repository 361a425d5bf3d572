package dev.konbini.cli.status;

import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Prints what each member of a suite is doing.
@Command(
        name = "status",
        description = {
            "Show every server and service: state, version, pid, port, uptime, memory.",
            "",
            "The exit code is 1 unless all are ready."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "States:",
            "  ready        does what it is for",
            "  starting     runs, but has not begun to answer",
            "  unready      answers, but that it cannot work now",
            "  dead         should run and does not: 'konbini up' starts it again",
            "  down         was not started, or was stopped by 'konbini down'",
            "  external     run by somebody else, and answers",
            "  unreachable  run by somebody else, and does not answer"
        })
public final class StatusCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin private final DataOption data = new DataOption();

    @Option(names = "--json", description = "As JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
        var folder = data.folder(Installation.current());
        var settings = folder.settings().orElseGet(SuiteSettings::usual);
        var status = SuiteStatus.of(folder, settings);
        System.out.println(
                json ? json(folder, settings, status) : table(folder, status, Instant.now()));
        return status.isGood() ? 0 : 1;
    }

    private static String table(DataFolder folder, SuiteStatus status, Instant now) {
        var table =
                new Table(
                        List.of(
                                "member",
                                "state",
                                "version",
                                "pid",
                                "port",
                                "uptime",
                                "memory",
                                status.hasRoles() ? "role" : ""),
                        Set.of(3, 4, 6));
        for (var member : status.members()) {
            table.add(
                    member.name(),
                    member.state().shown(),
                    member.version(),
                    shown(member.pid()),
                    shown(member.port()),
                    uptime(member.startedAt(), now),
                    Figures.memory(member.residentBytes()),
                    member.role() == null ? "" : member.role());
        }
        table.add("", "", "", "", "", "", Figures.memory(status.residentBytes()), "");
        return String.join("\n", table.lines())
                + (status.isDown()
                        ? "\nKonbini is down (%s). To start it: ./konbini up"
                                .formatted(folder.root())
                        : "");
    }

    private static String uptime(@Nullable Instant startedAt, Instant now) {
        return startedAt == null ? "" : Figures.uptime(Duration.between(startedAt, now));
    }

    private static String shown(@Nullable Number number) {
        return number == null ? "" : number.toString();
    }

    private static String json(DataFolder folder, SuiteSettings settings, SuiteStatus status) {
        var content = new LinkedHashMap<String, Object>();
        content.put("data", folder.root().toString());
        content.put("gateway", "http://localhost:" + settings.ports().gateway());
        content.put("ready", status.isGood());
        content.put("residentBytes", status.residentBytes());
        content.put("members", status.members().stream().map(StatusCommand::fields).toList());
        return JSON.writeValueAsString(content);
    }

    private static Map<String, Object> fields(MemberStatus member) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", member.name());
        fields.put("state", member.state().shown());
        putKnown(fields, "version", member.version().isEmpty() ? null : member.version());
        putKnown(fields, "pid", member.pid());
        putKnown(fields, "port", member.port());
        putKnown(
                fields,
                "startedAt",
                member.startedAt() == null ? null : member.startedAt().toString());
        fields.put("residentBytes", member.residentBytes());
        putKnown(fields, "role", member.role());
        return fields;
    }

    private static void putKnown(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
