package dev.konbini.logging.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import dev.konbini.web.access.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

class SyslogIT extends LoggingIT {

    private static final String HEADER = "<13>1 2026-11-25T19:00:00Z web1 till 12 - ";

    @Autowired SyslogListeners listeners;
    @Autowired KeepTaking door;
    @Autowired JwtDecoder tokens;
    @Autowired MeterRegistry meters;

    private final String tenant = newTenant();

    @Test
    void countedMessagesAreKeptUnderTheTokensTenantAndWithoutTheToken() throws IOException {
        var first = HEADER + "[konbini@32473 token=\"" + token() + "\"][a@1 b=\"c\"] ERROR: 日本";
        var second = HEADER + "[konbini@32473 token=\"" + token() + "\"] second";

        send(counted(first) + counted(second));

        var lines = lines(2);
        assertThat(lines)
                .extracting(line -> line.path("message").asString())
                .containsExactlyInAnyOrder("ERROR: 日本", "second");
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.path("host").path("name").asString()).isEqualTo("web1");
                    assertThat(line.path("process").path("name").asString()).isEqualTo("till");
                    assertThat(line.path("@timestamp").asString())
                            .isEqualTo("2026-11-25T19:00:00Z");
                    assertThat(line.path("log").path("source").path("address").asString())
                            .isEqualTo("127.0.0.1");
                    assertThat(line.toString()).doesNotContain("token").doesNotContain("32473");
                });
    }

    @Test
    void tokenOfTheFirstMessageIsThatOfItsConnection() throws IOException {
        send(
                HEADER
                        + "[konbini@32473 token=\""
                        + token()
                        + "\"] first\n"
                        + "<11>Nov 25 19:00:00 web1 app: second\n");

        assertThat(lines(2))
                .extracting(line -> line.path("log").path("level").asString())
                .containsExactlyInAnyOrder("INFO", "ERROR");
    }

    @Test
    void stackTraceInMessagesOfItsOwnIsOneLine() throws IOException {
        var head = HEADER + "[konbini@32473 token=\"" + token() + "\"] ";

        send(
                head
                        + "it failed\n"
                        + head
                        + "java.lang.IllegalStateException: no\n"
                        + HEADER.replace("till", "other")
                        + "- between\n"
                        + HEADER
                        + "- \tat a.B.c(B.java:1)\n\tat without any header\n");

        assertThat(lines(2))
                .extracting(line -> line.path("message").asString())
                .containsExactlyInAnyOrder(
                        "between",
                        "it failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\tat without any header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <13>Nov 25 19:00:00 web1 app: x                                  | no-token
                    <13>1 - - - - - [konbini@32473 token="no.such.token"] x          | invalid-token
                    <13>1 - - - - - [konbini@32473 token="OPERATOR"] x               | not-a-log-sender
                    12<                                                              | malformed-length
                    """)
    void senderThatIsNoneIsDisconnectedAndCounted(String message, String reason)
            throws IOException {
        var before = refused("syslog-tcp", reason);

        var text = message.replace("OPERATOR", SUITE.token(tenant, Role.OPERATOR)) + "\n";

        try (var socket = connect(listeners.tcpPort())) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(refused("syslog-tcp", reason)).isEqualTo(before + 1);
        assertThat(SUITE.count("logs-" + tenant + "-*")).isZero();
    }

    @Test
    void connectionIsOfOneTenantAlone() throws IOException {
        var before = refused("syslog-tcp", "another-tenant");

        try (var socket = connect(listeners.tcpPort())) {
            var foreign = SUITE.token(newTenant(), Role.LOG_SENDER);
            socket.getOutputStream()
                    .write(
                            (HEADER
                                            + "[konbini@32473 token=\""
                                            + token()
                                            + "\"] mine\n"
                                            + HEADER
                                            + "[konbini@32473 token=\""
                                            + foreign
                                            + "\"] not mine\n")
                                    .getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }

        assertThat(refused("syslog-tcp", "another-tenant")).isEqualTo(before + 1);
        assertThat(lines(1).getFirst().path("message").asString()).isEqualTo("mine");
    }

    @Test
    void datagramIsAMessageAndOneWithoutTokenIsCounted() throws IOException {
        var before = refused("syslog-udp", "no-token");

        datagram(HEADER + "[konbini@32473 token=\"" + token() + "\"] by UDP");
        datagram(HEADER + "- nobody's");

        assertThat(lines(1).getFirst().path("message").asString()).isEqualTo("by UDP");
        await().until(() -> refused("syslog-udp", "no-token") == before + 1);
    }

    @Test
    void tenantOverItsQuotaLosesItsOwnDatagramsAlone() throws IOException {
        var flooding = newTenant();
        put(flooding, "{\"quota\":{\"linesPerSecond\":1,\"burstSeconds\":1}}");
        var flood =
                HEADER
                        + "[konbini@32473 token=\""
                        + SUITE.token(flooding, Role.LOG_SENDER)
                        + "\"] flood";
        var own =
                new UdpSyslog(
                        "127.0.0.1",
                        0,
                        door,
                        new SyslogTenants(tokens, null, Clock.systemUTC()),
                        new ReceiverMeters(meters, "syslog-udp"),
                        new Room(100_000));
        try {
            await().until(() -> {
                for (var i = 0; i < 200; i++) {
                    datagram(own.port(), flood);
                }
                return lost("syslog-udp", "tenant-full") > 0;
            });

            datagram(own.port(), HEADER + "[konbini@32473 token=\"" + token() + "\"] quiet");

            assertThat(lines(1).getFirst().path("message").asString()).isEqualTo("quiet");
        } finally {
            own.stopReading();
            own.finishBy(System.nanoTime());
        }
        assertThat(lost("syslog-udp", "stopped-while-pushed-back")).isPositive();
    }

    @Test
    void stoppedListenerHasTakenWhatCameIn() throws IOException {
        var own = listeners(properties(0, null, tenant), new DefaultSslBundleRegistry());
        own.start();
        try (var socket = connect(own.tcpPort())) {
            var before = taken("syslog-tcp");
            // One packet, which has come in whole when the first lines of it are taken.
            socket.getOutputStream().write((HEADER + "- line\n").repeat(1200).getBytes(UTF_8));
            await().until(() -> taken("syslog-tcp") > before);

            own.stop();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 1200);
    }

    @Test
    void stoppedListenerCountsWhatIsNotTakenInTime() throws IOException {
        put(tenant, "{\"quota\":{\"bytesPerSecond\":1,\"burstSeconds\":1}}");
        var own =
                listeners(
                        properties(0, null, tenant, Duration.ofMillis(100)),
                        new DefaultSslBundleRegistry());
        own.start();
        var takenBefore = taken("syslog-tcp");
        var lostBefore = lost("syslog-tcp", "stopped-while-pushed-back");
        var pushedBackBefore = pushedBack();
        var line = (HEADER + "- line\n").getBytes(UTF_8);
        try (var socket = connect(own.tcpPort())) {
            // One at a time, so that each is taken for having waited, not for what follows it.
            var sent = 0;
            while (pushedBack() == pushedBackBefore) {
                socket.getOutputStream().write(line);
                var all = ++sent;
                await().until(() ->
                        taken("syslog-tcp") == takenBefore + all
                                || pushedBack() > pushedBackBefore);
            }
            socket.getOutputStream().write(line);

            own.stop();

            assertThat(lost("syslog-tcp", "stopped-while-pushed-back")).isEqualTo(lostBefore + 2);
            assertThat(taken("syslog-tcp")).isEqualTo(takenBefore + sent - 1);
        }
    }

    @Test
    void unfinishedMessageThatHasNoRoomEndsItsConnectionAndFinishedOnesAreKept()
            throws IOException {
        var before = refused("syslog-tcp", "no-room");
        var own =
                listeners(
                        properties(0, null, tenant),
                        new DefaultSslBundleRegistry(),
                        new Room(10_000));
        own.start();

        try (var socket = connect(own.tcpPort())) {
            socket.getOutputStream().write((HEADER + "x".repeat(6000)).getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (var socket = connect(own.tcpPort())) {
            socket.getOutputStream().write((HEADER + "- line\n").repeat(100).getBytes(UTF_8));
        }

        await().until(() -> refused("syslog-tcp", "no-room") == before + 1);
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 100);
        own.stop();
    }

    @Test
    void tlsIsSpokenWithTheBundlesCertificate(@TempDir Path folder) throws Exception {
        var store = keyStore(folder);
        var bundles =
                new DefaultSslBundleRegistry(
                        "own", SslBundle.of(SslStoreBundle.of(store, "changeit", null)));
        var own = listeners(properties(null, 0, tenant), bundles);
        own.start();

        try (var socket =
                trusting(store).getSocketFactory().createSocket("127.0.0.1", own.tlsPort())) {
            socket.getOutputStream().write(counted(HEADER + "- by TLS").getBytes(UTF_8));
        }

        assertThat(lines(1).getFirst().path("message").asString()).isEqualTo("by TLS");
        own.stop();
    }

    private SyslogListeners listeners(
            SyslogProperties properties, DefaultSslBundleRegistry bundles) {
        return listeners(properties, bundles, new Room(1 << 30));
    }

    private SyslogListeners listeners(
            SyslogProperties properties, DefaultSslBundleRegistry bundles, Room room) {
        return new SyslogListeners(
                properties, door, room, tokens, Clock.systemUTC(), meters, bundles);
    }

    private static SyslogProperties properties(
            @Nullable Integer tcpPort, @Nullable Integer tlsPort, String fallback) {
        return properties(tcpPort, tlsPort, fallback, Duration.ofSeconds(20));
    }

    private static SyslogProperties properties(
            @Nullable Integer tcpPort,
            @Nullable Integer tlsPort,
            String fallback,
            Duration finishMax) {
        return new SyslogProperties(
                "127.0.0.1",
                tcpPort,
                tlsPort,
                null,
                "own",
                fallback,
                DataSize.ofKilobytes(64),
                10,
                Duration.ofMinutes(1),
                finishMax);
    }

    private static KeyStore keyStore(Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=127.0.0.1",
                                "-validity",
                                "2",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    }

    private static javax.net.ssl.SSLContext trusting(KeyStore store) throws Exception {
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("a", store.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        var context = javax.net.ssl.SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private void send(String text) throws IOException {
        try (var socket = connect(listeners.tcpPort())) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private void datagram(String text) throws IOException {
        datagram(listeners.udpPort(), text);
    }

    private static void datagram(int port, String text) throws IOException {
        try (var socket = new DatagramSocket()) {
            var bytes = text.getBytes(UTF_8);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static String counted(String message) {
        return message.getBytes(UTF_8).length + " " + message;
    }

    private String token() {
        return SUITE.token(tenant, Role.LOG_SENDER);
    }

    private double refused(String protocol, String reason) {
        return meters.counter("konbini.receiver.refused", "protocol", protocol, "reason", reason)
                .count();
    }

    private double lost(String protocol, String reason) {
        return meters.counter("konbini.receiver.lost", "protocol", protocol, "reason", reason)
                .count();
    }

    private void put(String ofTenant, String setting) {
        assertThat(
                        http.put()
                                .uri("/api/tenants/" + ofTenant)
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(null, Role.OPERATOR))
                                .header("Content-Type", "application/json")
                                .content(setting))
                .hasStatus2xxSuccessful();
    }

    private double pushedBack() {
        return meters.counter("konbini.receiver.pushed.back", "protocol", "syslog-tcp").count();
    }

    private double taken(String protocol) {
        return meters.counter("konbini.receiver.lines", "protocol", protocol).count();
    }

    private List<JsonNode> lines(int count) {
        await().until(() -> SUITE.count("logs-" + tenant + "-*") >= count);
        var lines =
                SUITE.documents("logs-" + tenant + "-*").stream()
                        .map(hit -> hit.path("_source"))
                        .toList();
        assertThat(lines).hasSize(count);
        return lines;
    }
}
