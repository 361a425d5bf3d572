package dev.konbini.logging.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.RealLogs;
import dev.konbini.logging.parse.SyslogText;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real rsyslogd reads the eight real logs and sends them by TCP, with a token.
class RsyslogIT extends LoggingIT {

    private static final Path RSYSLOGD = Path.of("/usr/sbin/rsyslogd");

    @Autowired SyslogListeners listeners;
    @TempDir Path folder;

    private final String tenant = newTenant();

    @BeforeAll
    static void needLogsAndRsyslog() {
        RealLogs.assumeThere();
        assumeThat(RSYSLOGD).as("rsyslogd is not installed").isExecutable();
    }

    @Test
    void everyLineOfEveryLogIsFoundOnce() throws Exception {
        var count = RealLogs.SYSTEMS.stream().mapToInt(system -> copy(system).size()).sum();
        assertThat(count).isEqualTo(16_000);

        maskNothing();
        var rsyslogd = start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> SUITE.count("logs-" + tenant + "-*") >= count);
        } finally {
            rsyslogd.destroy();
            assertThat(rsyslogd.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        var surplus = new HashMap<String, Integer>();
        var found = foundThroughTheService();
        found.forEach(line -> surplus.merge(said(line), 1, Integer::sum));
        RealLogs.SYSTEMS.stream()
                .flatMap(system -> RealLogs.lines(system).stream())
                .forEach(line -> surplus.merge(line.strip(), -1, Integer::sum));
        surplus.values().removeIf(amount -> amount == 0);
        assertThat(surplus).isEmpty();
        assertThat(found)
                .filteredOn(line -> line.path("host.name").asString("").equals("combo"))
                .hasSize(2000);
    }

    private void maskNothing() {
        assertThat(
                        http.put()
                                .uri("/api/tenants/" + tenant)
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(null, Role.OPERATOR))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"masking\":{\"kinds\":[],\"custom\":[]}}"))
                .hasStatus(201);
    }

    // As the sender's program said it, before anything was cut away.
    private static String said(JsonNode line) {
        var original = SyslogText.parse(line.path("event.original").asString());
        return original == null ? "" : original.message().strip();
    }

    private List<JsonNode> foundThroughTheService() throws IOException {
        var lines = new ArrayList<JsonNode>();
        var after = "";
        do {
            var answer =
                    http.get()
                            .uri("/api/logs?size=1000" + after)
                            .header(
                                    "Authorization",
                                    "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                            .exchange();
            var page = JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
            lines.addAll(page.path("items").values());
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        return lines;
    }

    // rsyslog does not take a line before its end is there, which the last ones lack.
    private List<String> copy(String system) {
        var lines = RealLogs.lines(system);
        try {
            Files.write(folder.resolve(system + ".log"), lines, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return lines;
    }

    private Process start() throws IOException {
        var configuration = folder.resolve("rsyslog.conf");
        Files.writeString(configuration, configuration());
        return new ProcessBuilder(
                        RSYSLOGD.toString(),
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        folder.resolve("rsyslogd.pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslogd.out").toFile())
                .start();
    }

    private String configuration() {
        return """
        global(workDirectory="%s" maxMessageSize="64k")
        module(load="imfile")
        template(name="konbini" type="string" string="<%%PRI%%>1 %%TIMESTAMP:::date-rfc3339%% %%HOSTNAME%% %%APP-NAME%% %%PROCID%% - [konbini@32473 token=\\"%s\\"] %%msg%%")
        action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" template="konbini" TCP_Framing="octet-counted")
        input(type="imfile" file="%s/*.log" tag="logs" severity="info" facility="local0")
        """
                .formatted(
                        folder, SUITE.token(tenant, Role.LOG_SENDER), listeners.tcpPort(), folder);
    }
}
