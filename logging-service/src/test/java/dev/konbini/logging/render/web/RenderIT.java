package dev.konbini.logging.render.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.metric.Point;
import dev.konbini.logging.metric.TakePoints;
import dev.konbini.web.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Graphite's API over what is kept, as Grafana and people use it.
class RenderIT extends LoggingIT {

    private static final String ROOT = "r" + UUID.randomUUID().toString().substring(0, 8);
    private static long slot;
    private static boolean sent;

    @Autowired TakePoints takePoints;

    @BeforeEach
    void sendOnce() {
        if (!sent) {
            slot = Instant.now().getEpochSecond() / 10 * 10 - 60;
            takePoints.take(
                    new TakePoints.Command(
                            "konbini",
                            "graphite",
                            List.of(
                                    new Point(ROOT + ".web1.load", 1, slot),
                                    new Point(ROOT + ".web1.load", 3, slot + 10),
                                    new Point(ROOT + ".web2.load", 5, slot))));
            sent = true;
            await().untilAsserted(() ->
                    assertThat(
                                    get(
                                            "/render",
                                            "target",
                                            ROOT + ".*.load",
                                            "format",
                                            "json",
                                            "noNullPoints",
                                            "true"))
                            .bodyText()
                            .contains(
                                    "[1.0,%d]".formatted(slot),
                                    "[3.0,%d]".formatted(slot + 10),
                                    "[5.0,%d]".formatted(slot)));
        }
    }

    @Test
    void jsonIsWhatGrafanaReads() {
        var answer =
                get(
                        "/render",
                        "target",
                        "aliasByNode(scale(%s.*.load, 2), 1)".formatted(ROOT),
                        "target",
                        "sumSeries(%s.{web1,web2}.load)".formatted(ROOT),
                        "from",
                        String.valueOf(slot - 10),
                        "until",
                        String.valueOf(slot + 10),
                        "format",
                        "json",
                        "maxDataPoints",
                        "300");

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        [{"target":"web1","tags":{"name":"web1"},"datapoints":[[2.0,%2$d],[6.0,%3$d]]},
                         {"target":"web2","tags":{"name":"web2"},"datapoints":[[10.0,%2$d],[null,%3$d]]},
                         {"target":"sumSeries(%1$s.{web1,web2}.load)","tags":{"name":"sumSeries(%1$s.{web1,web2}.load)"},"datapoints":[[6.0,%2$d],[3.0,%3$d]]}]
                        """
                                .formatted(ROOT, slot, slot + 10));
    }

    @Test
    void formIsReadAsTheQueryIs() {
        assertThat(
                        http.post()
                                .uri("/render")
                                .contentType("application/x-www-form-urlencoded")
                                .content(
                                        "target=alias(%s.web1.load%%2C'a%%2Cb')&format=json&from=-5min"
                                                .formatted(ROOT))
                                .header("Authorization", operator()))
                .bodyJson()
                .extractingPath("$[0].target")
                .isEqualTo("a,b");
    }

    @Test
    void csvAndRawAreWhatGraphiteWrites() throws UnsupportedEncodingException {
        var from = String.valueOf(slot - 10);
        var until = String.valueOf(slot + 10);

        assertThat(
                        get(
                                "/render",
                                "target",
                                ROOT + ".web1.load",
                                "from",
                                from,
                                "until",
                                until,
                                "format",
                                "raw"))
                .bodyText()
                .isEqualTo("%s.web1.load,%d,%d,10|1.0,3.0\n".formatted(ROOT, slot, slot + 20));
        assertThat(
                        get(
                                        "/render",
                                        "target",
                                        "alias(%s.web2.load,'a \"b\"')".formatted(ROOT),
                                        "from",
                                        from,
                                        "until",
                                        until,
                                        "format",
                                        "csv",
                                        "tz",
                                        "Asia/Tokyo")
                                .getResponse()
                                .getContentAsString())
                .startsWith("\"a \"\"b\"\"\",20")
                .contains(",5.0\r\n")
                .endsWith(",\r\n");
    }

    @Test
    void timesThatNoMetricIsOfAreRefused() {
        assertThat(get("/render", "target", ROOT + ".*.load", "until", "now+999999999y"))
                .hasStatus(400)
                .bodyText()
                .contains("\"parameter\":\"until\"");
        assertThat(get("/render", "target", "timeShift(%s.*.load,'999999999y')".formatted(ROOT)))
                .hasStatus(422);
        assertThat(
                        get(
                                "/render",
                                "target",
                                "movingAverage(%s.*.load,'90y')".formatted(ROOT),
                                "format",
                                "json"))
                .hasStatus(422);
    }

    @Test
    void whatIsReadOnceMayNotBeWrittenAHundredTimes() {
        var parameters = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            parameters.addAll(List.of("target", ROOT + ".*.load"));
        }

        var answer = get("/render", parameters.toArray(String[]::new));

        assertThat(answer).hasStatus(422).bodyText().contains("stand for more than 1,000,000");
    }

    @Test
    void picturesAreOfTheirFormatAndSize() throws IOException {
        var png =
                get(
                        "/render",
                        "target",
                        ROOT + ".*.load",
                        "from",
                        "-10min",
                        "width",
                        "500",
                        "height",
                        "300",
                        "title",
                        "Load");
        var svg =
                get(
                        "/render",
                        "target",
                        ROOT + ".*.load",
                        "from",
                        "-10min",
                        "format",
                        "svg",
                        "areaMode",
                        "stacked");

        var image =
                ImageIO.read(new ByteArrayInputStream(png.getResponse().getContentAsByteArray()));
        assertThat(png.getResponse().getContentType()).isEqualTo("image/png");
        assertThat(image.getWidth()).isEqualTo(500);
        assertThat(image.getHeight()).isEqualTo(300);
        assertThat(svg.getResponse().getContentType()).isEqualTo("image/svg+xml");
        assertThat(svg.getResponse().getContentAsString()).contains("<svg", ROOT + ".web1.load");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    target; sumSerie(a)     ; 400; invalid-target  ; Close are sumSeries
                    target; scale(a         ; 400; invalid-target  ; At position 7
                    target; constantLine(1)|; 400; invalid-target  ; the name of a function
                    from  ; soon            ; 400; invalid-request ; errors[]
                    tz    ; Mars/Olympus    ; 400; invalid-request ; errors[]
                    format; pdf             ; 400; invalid-request ; errors[]
                    width ; 99              ; 400; invalid-request ; errors[]
                    bgcolor; mauve          ; 400; invalid-request ; errors[]
                    tenant; A               ; 400; invalid-request ; errors[]
                    """)
    void faultIsAProblemThatSaysWhatToChange(
            String parameter, String value, int status, String problem, String detail) {
        var answer = get("/render", parameter, value);

        assertThat(answer).hasStatus(status);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("https://konbini.dev/problems/" + problem);
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains(detail);
        // What a whole group of parameters is validated as names them by pointer.
        assertThat(answer)
                .bodyText()
                .containsAnyOf(
                        "\"parameter\":\"%s\"".formatted(parameter),
                        "\"pointer\":\"/%s\"".formatted(parameter));
    }

    @Test
    void nodesAreFoundAsGrafanaAsks() {
        assertThat(get("/metrics/find", "query", ROOT + ".*", "from", "-1h", "until", "now"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        [{"text":"web1","id":"%1$s.web1","leaf":0,"expandable":1,"allowChildren":1},
                         {"text":"web2","id":"%1$s.web2","leaf":0,"expandable":1,"allowChildren":1}]
                        """
                                .formatted(ROOT));
        assertThat(get("/metrics/find", "query", ROOT + ".web1.", "format", "completer"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"metrics":[{"path":"%1$s.web1.load","name":"load","is_leaf":"1"}]}
                        """
                                .formatted(ROOT));
        assertThat(get("/metrics/expand", "query", ROOT + ".{web1,web2}.*"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"results":["%1$s.web1.load","%1$s.web2.load"]}
                        """
                                .formatted(ROOT));
        assertThat(get("/metrics/index.json")).bodyText().contains("\"" + ROOT + ".web1.load\"");
        assertThat(get("/metrics/find", "query", "nobody.*")).bodyText().isEqualTo("[]");
        assertThat(get("/metrics/find")).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[z-a]*",
                "[!]",
                "[]",
                "\ud83d\ude00?",
                "{}",
                "x[\ud83d\ude00-\ud83d\ude01]"
            })
    void patternThatNothingCanMatchMeansNothing(String pattern) {
        var path = ROOT + "." + pattern;

        assertThat(get("/render", "target", path, "format", "json")).bodyText().isEqualTo("[]");
        assertThat(get("/metrics/find", "query", path)).bodyText().isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{web1,}", "web[z-a1]", "web[!z-a]"})
    void oddPatternsMeanWhatGraphiteTakesThemFor(String pattern) {
        assertThat(get("/metrics/expand", "query", ROOT + "." + pattern))
                .bodyText()
                .contains("\"%s.web1\"".formatted(ROOT));
    }

    @Test
    void patternThatIsTooComplexIsRefused() {
        var pattern = "%s.*a%s".formatted(ROOT, "?".repeat(50));

        assertThat(get("/render", "target", "scale( %s, 2)".formatted(pattern)))
                .hasStatus(400)
                .bodyText()
                .contains("/invalid-target", "too complex", "\"position\":7");
        assertThat(get("/metrics/find", "query", pattern))
                .hasStatus(400)
                .bodyText()
                .contains("/invalid-request", "too complex", "\"parameter\":\"query\"");
        assertThat(get("/metrics/find", "query", "*".repeat(1000))).hasStatus(400);
    }

    @Test
    void functionsAreToldWithTheirParameters() {
        assertThat(get("/functions/movingAverage"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"name":"movingAverage","group":"Calculate","function":"movingAverage(seriesList, windowSize, xFilesFactor)",
                         "params":[{"name":"seriesList","type":"seriesList","required":true},
                                   {"name":"windowSize","type":"intOrInterval","required":true},
                                   {"name":"xFilesFactor","type":"float"}]}
                        """);
        assertThat(get("/functions"))
                .bodyJson()
                .extractingPath("$.sumSeries.params[0].multiple")
                .isEqualTo(true);
        assertThat(get("/functions/nothing")).hasStatus(404);
    }

    @Test
    void anotherTenantsMetricsAreOnlyShownWhenAskedFor() {
        assertThat(
                        get(
                                "/render",
                                "target",
                                ROOT + ".*.load",
                                "format",
                                "json",
                                "tenant",
                                newTenant()))
                .bodyText()
                .isEqualTo("[]");
    }

    private MvcTestResult get(String path, String... parameters) {
        var request = http.get().uri(path).header("Authorization", operator());
        for (var i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String operator() {
        return "Bearer " + SUITE.token(null, Role.OPERATOR);
    }
}
