package dev.konbini.telemetry.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.konbini.telemetry.Contract;
import dev.konbini.telemetry.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class LineAppenderTests {

    private static final String SCHEMA = "logs/line.schema.json";

    private final JsonMapper json = JsonMapper.builder().build();
    private final LoggerContext context = new LoggerContext();
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();
    private final Spool spool;
    private final Logger logger = context.getLogger("dev.konbini.shop.Till");

    LineAppenderTests(@TempDir Path directory) {
        spool = new Spool(directory, "shop-1", 64L * 1024 * 1024);
    }

    @BeforeEach
    void attach() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.putObject(
                Environment.class.getName(),
                new MockEnvironment()
                        .withProperty("spring.application.name", "shop")
                        .withProperty("spring.application.version", "1.2.3")
                        .withProperty("logging.structured.ecs.service.node-name", "shop-1"));
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(UTF_8);
        encoder.start();
        attach(new LineAppender(encoder, spool, Level.TRACE));
    }

    private void attach(LineAppender appender) {
        appender.setContext(context);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(appender.getName());
        root.addAppender(appender);
    }

    @AfterEach
    void close() throws IOException {
        MDC.clear();
        spool.close();
    }

    @Test
    void writesTraceSpanServiceAndNumberAsTheContractSays() throws IOException {
        MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        MDC.put("spanId", "00f067aa0ba902b7");

        logger.info("Sold {}", "rice");

        var line = onlyLine();
        Contract.assertFollows(SCHEMA, line.toString());
        assertThat(line.at("/message").asString()).isEqualTo("Sold rice");
        assertThat(line.at("/trace/id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.at("/span/id").asString()).isEqualTo("00f067aa0ba902b7");
        assertThat(line.at("/service/name").asString()).isEqualTo("shop");
        assertThat(line.at("/service/version").asString()).isEqualTo("1.2.3");
        assertThat(line.at("/service/node/name").asString()).isEqualTo("shop-1");
        assertThat(line.at("/event/sequence").asLong()).isOne();
        assertThat(line.has("traceId")).isFalse();
    }

    @Test
    void writesAnExceptionWithoutMessageAsTheContractSays() throws IOException {
        logger.error("Till jammed", new IllegalStateException());

        var line = onlyLine();
        Contract.assertFollows(SCHEMA, line.toString());
        assertThat(line.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.at("/error/stack_trace").asString()).contains("LineAppenderTests");
    }

    @Test
    void writesTheSameBytesToStandardOutputAndToTheSpool(CapturedOutput output) throws IOException {
        logger.info("first");
        logger.warn("zweite, 二番目");

        assertThat(output.getOut().lines().toList()).isEqualTo(spooled());
    }

    @Test
    void writesLinesBelowTheThresholdToTheSpoolAlone(CapturedOutput output) throws IOException {
        attach(new LineAppender(encoder, spool, Level.WARN));

        logger.info("first");
        logger.warn("second");
        context.getLogger("dev.konbini.telemetry.send.Delivery").info("Kafka answers again");

        assertThat(lines())
                .extracting(line -> line.at("/message").asString())
                .containsExactly("first", "second");
        assertThat(output.getOut())
                .contains("second", "Kafka answers again")
                .doesNotContain("first");
    }

    @Test
    void showsALineBelowTheThresholdThatTheSpoolDoesNotKeep(CapturedOutput output)
            throws IOException {
        attach(new LineAppender(encoder, spool, Level.WARN));
        spool.close();

        logger.info("good night");

        assertThat(output.getOut()).contains("good night");
    }

    @Test
    void writesEveryLineToStandardOutputWhereThereIsNoSpool(CapturedOutput output) {
        attach(new LineAppender(encoder, null, Level.WARN));

        logger.info("first");

        assertThat(output.getOut()).contains("first");
    }

    @Test
    void numbersLinesOfManyThreadsWithoutGapsInTheirOrder() throws Exception {
        var threads =
                LongStream.range(0, 16)
                        .mapToObj(_ ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            for (var i = 0; i < 200; i++) {
                                                logger.info("{}", i);
                                            }
                                        }))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(lines())
                .extracting(line -> line.at("/event/sequence").asLong())
                .isEqualTo(LongStream.rangeClosed(1, 3200).boxed().toList());
    }

    @Test
    void keepsLinesOfKafkaAndOfTheSenderOutOfTheSpool(CapturedOutput output) throws IOException {
        context.getLogger("org.apache.kafka.clients.NetworkClient").warn("no broker");
        context.getLogger("dev.konbini.telemetry.send.Delivery").warn("no Kafka");
        context.getLogger("org.apache.kafkaesque.Beetle").info("woke up");

        var line = onlyLine();
        assertThat(line.at("/message").asString()).isEqualTo("woke up");
        assertThat(line.at("/event/sequence").asLong()).isOne();
        assertThat(output.getOut()).contains("no broker", "no Kafka").hasLineCount(3);
    }

    @Test
    void keepsPairsThatWouldMeetMembersOfTheLine() throws IOException {
        logger.atInfo()
                .addKeyValue("service.name", "other")
                .addKeyValue("order.id", 7)
                .log("paired");

        var line = onlyLine();
        Contract.assertFollows(SCHEMA, line.toString());
        assertThat(line.at("/service/name").asString()).isEqualTo("shop");
        assertThat(line.at("/labels/service_name").asString()).isEqualTo("other");
        assertThat(line.at("/order/id").asInt()).isEqualTo(7);
    }

    @Test
    void keepsTheMessageWhenPairsContradictEachOther() throws IOException {
        MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");

        logger.atInfo().addKeyValue("order", 7).addKeyValue("order.id", 7).log("paired");

        var line = onlyLine();
        Contract.assertFollows(SCHEMA, line.toString());
        assertThat(line.at("/message").asString()).isEqualTo("paired");
        assertThat(line.at("/trace/id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void keepsTheMessageWhenAValueCannotBeWritten() throws IOException {
        logger.atInfo().addKeyValue("ratio", Double.NaN).log("measured");
        logger.atInfo().addKeyValue("till", new Unprintable()).log("paired");
        logger.info("afterwards");

        assertThat(lines())
                .extracting(line -> line.at("/message").asString())
                .containsExactly("measured", "paired", "afterwards");
    }

    private static final class Unprintable {

        @Override
        public String toString() {
            throw new IllegalStateException("out of ink");
        }
    }

    private JsonNode onlyLine() throws IOException {
        assertThat(lines()).hasSize(1);
        return lines().getFirst();
    }

    private List<JsonNode> lines() throws IOException {
        return spooled().stream().map(json::readTree).toList();
    }

    private List<String> spooled() throws IOException {
        var own = Objects.requireNonNull(spool.own());
        own.rewind();
        return own.read(10_000, 64L * 1024 * 1024).stream()
                .map(line -> new String(line.text(), UTF_8))
                .toList();
    }
}
