package dev.konbini.logging.metricintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// collectd itself, where it is installed (Debian's `collectd-core`).
class CollectdIT extends LoggingIT {

    private static final Path COLLECTD = Path.of("/usr/sbin/collectd");

    @Autowired MetricSockets sockets;

    @Test
    void whatCollectdMeasuresIsShown(@TempDir Path folder) throws Exception {
        assumeThat(COLLECTD).isExecutable();
        var host = "c" + UUID.randomUUID().toString().substring(0, 8);
        var port = await().until(sockets::graphitePort, found -> found > 0);
        var settings =
                Files.writeString(
                        folder.resolve("collectd.conf"),
                        """
                        Hostname "%s"
                        FQDNLookup false
                        BaseDir "%s"
                        PIDFile "%s/pid"
                        TypesDB "/usr/share/collectd/types.db"
                        Interval 1
                        LoadPlugin load
                        LoadPlugin write_graphite
                        <Plugin write_graphite>
                          <Node "konbini">
                            Host "127.0.0.1"
                            Port "%d"
                            Protocol "tcp"
                          </Node>
                        </Plugin>
                        """
                                .formatted(host, folder, folder, port));
        var collectd =
                new ProcessBuilder(COLLECTD.toString(), "-f", "-C", settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try {
            await().untilAsserted(() ->
                    assertThat(
                                    http.get()
                                            .uri("/render")
                                            .param("target", host + ".load.load.shortterm")
                                            .param("format", "json")
                                            .param("from", "-5min")
                                            .param("noNullPoints", "true")
                                            .header(
                                                    "Authorization",
                                                    "Bearer " + SUITE.token(null, Role.OPERATOR)))
                            .bodyJson()
                            .extractingPath("$[0].datapoints[0][0]")
                            .isInstanceOf(Number.class));
        } finally {
            collectd.destroy();
            collectd.waitFor();
        }
    }
}
