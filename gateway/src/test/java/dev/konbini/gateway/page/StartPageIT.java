package dev.konbini.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.FreePorts;
import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartPageIT {

    @Test
    void showsEachReplicaWithItsVersionAndState() throws Exception {
        var first = FreePorts.row(2);
        try (var replica = RawServer.start(first, RawAnswer.of(200, ""));
                var managed = RawServer.start(first + 1, StartPageIT::manage);
                var gateway = RunningGateway.inFrontOf(List.of(replica))) {
            assertThat(managed.uri().getPort()).isEqualTo(first + 1);
            gateway.awaitReady(1);

            var page = await(gateway, "9.8.7");

            assertThat(page)
                    .contains("<td>commerce-1</td><td>9.8.7</td><td class=\"good\">ready</td>")
                    .contains(
                            "<td>transaction-1</td><td>–</td><td class=\"bad\">not reachable</td>")
                    .contains("href=\"/api/products\"", "href=\"/api/docs\"")
                    .contains("circuit closed")
                    .doesNotContain("<script", "http://", "https://", "127.0.0.1");
        }
    }

    private static String await(RunningGateway gateway, String text) throws Exception {
        var page = gateway.get("/").body();
        while (!page.contains(text)) {
            TimeUnit.MILLISECONDS.sleep(20);
            page = gateway.get("/").body();
        }
        return page;
    }

    private static void manage(RawServer.RawRequest request, Socket connection)
            throws java.io.IOException, InterruptedException {
        RawAnswer.of(
                        200,
                        request.target().equals("/actuator/info")
                                ? "{\"build\":{\"version\":\"9.8.7\"}}"
                                : "{}")
                .write(request, connection);
    }
}
