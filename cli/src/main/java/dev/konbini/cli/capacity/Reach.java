package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.service.Readiness;
import dev.konbini.cli.shop.OperatorToken;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import java.net.URI;

/// How a suite is reached from here.
///
/// @param gateway spoken to as an operator
/// @param kafka `HOST:PORT`, several by commas
record Reach(Shop gateway, String kafka, URI elasticsearch, Replicas replicas) {

    private static final String AGAIN =
            "Run ./konbini down, then ./konbini up, to have it made again.";

    /// A suite on this machine.
    ///
    /// @throws Refusal if it is not up
    static Reach of(DataFolder data) {
        var settings =
                data.settings()
                        .orElseThrow(() ->
                                Refusal.failed(
                                        "There is no suite in %s: run ./konbini up first, or name one elsewhere with --gateway, --kafka and --elasticsearch."
                                                .formatted(data.root())));
        var logging = Replica.of(Service.LOGGING, settings.replicas());
        for (var replica : logging) {
            if (!Readiness.of(settings.ports().managementOf(replica))) {
                throw Refusal.failed(
                        "%s is not ready. Start it: ./konbini up.".formatted(replica.name()));
            }
        }
        var servers = new ServerProcesses(data, settings);
        return new Reach(
                new Shop(
                        local(settings.ports().gateway()),
                        OperatorToken.read(data.operatorToken(), AGAIN)),
                servers.address(Server.KAFKA),
                URI.create(servers.address(Server.ELASTICSEARCH)),
                new Replicas(
                        logging.stream()
                                .map(replica -> local(settings.ports().managementOf(replica)))
                                .toList()));
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// How many replicas of logging-service live, as the suite itself says.
    ///
    /// @throws Refusal if none does, or the replicas whose metrics are seen are not all
    int living() {
        int living =
                (int)
                        gateway.get("/api/instances")
                                .body()
                                .path("items")
                                .valueStream()
                                .filter(one ->
                                        one.path("service")
                                                        .asString("")
                                                        .equals(Service.LOGGING.module())
                                                && one.path("state").asString("").equals("alive"))
                                .count();
        if (living == 0) {
            throw Refusal.failed(
                    "No replica of logging-service lives, says /api/instances: see ./konbini status.");
        }
        int seen = replicas.addresses().size();
        if (seen > 0 && seen != living) {
            throw Refusal.failed(
                    "%d replicas of logging-service live, says /api/instances, but the metrics of %d are looked at: wait until all are ready, or name each with --metrics, or none."
                            .formatted(living, seen));
        }
        return living;
    }
}
