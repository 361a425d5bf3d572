package dev.konbini.bench.corpus;

import java.util.List;
import java.util.SplittableRandom;

/// What the lines of one service say.
///
/// @param sayings the commonest first
record ServiceLines(String service, List<Saying> sayings) {

    /// The four services.
    static final List<ServiceLines> ALL =
            List.of(
                    new ServiceLines(
                            "commerce-service",
                            List.of(
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/products/{sku} 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/products 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "PUT /api/carts/{id}/lines/{sku} 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.commerce.offer.MakeOffer",
                                            "Offer {id} made of cart {id}: USD {money}"),
                                    new Saying(
                                            "DEBUG",
                                            "dev.konbini.commerce.search.SearchProducts",
                                            "Search for \\\"{word} {word}\\\" found {n} products in {ms} ms, {n} facets"),
                                    new Saying(
                                            "WARN",
                                            "dev.konbini.commerce.availability.AskStock",
                                            "Stock of {sku} was not answered within {ms} ms, shown without availability"))),
                    new ServiceLines(
                            "transaction-service",
                            List.of(
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.transaction.order.PlaceOrder",
                                            "Order {id}: placed, attempt {n}: {n} lines, USD {money}"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.transaction.stock.ReserveStock",
                                            "Order {id}: stock reserved: {n} of {sku} at {place}"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.transaction.payment.AuthorizePayment",
                                            "Order {id}: payment of USD {money} authorised"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.transaction.outbox.Outbox",
                                            "Order {id}: events published: dev.konbini.order.placed, dev.konbini.payment.authorized, dev.konbini.order.confirmed"),
                                    new Saying(
                                            "WARN",
                                            "dev.konbini.transaction.stock.ReserveStock",
                                            "Order {id}: {n} of {sku} wanted, {n} available at {place}"),
                                    new Saying(
                                            "ERROR",
                                            "dev.konbini.transaction.payment.AuthorizePayment",
                                            "Order {id}: the payment provider did not answer within {ms} ms, asked again"))),
                    new ServiceLines(
                            "logging-service",
                            List.of(
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/timeline/orders/{id} 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.logging.ingest.IndexedEvents",
                                            "Event dev.konbini.order.confirmed of order {id} is indexed"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/logs 200 in {ms} ms"),
                                    new Saying(
                                            "DEBUG",
                                            "org.apache.kafka.clients.consumer.internals.ConsumerCoordinator",
                                            "Member {id} of group konbini-logging-logs committed {n} partitions in {ms} ms"))),
                    new ServiceLines(
                            "gateway",
                            List.of(
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/products/{sku} 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "POST /api/orders 201 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "POST /api/carts/{id}/offer 200 in {ms} ms"),
                                    new Saying(
                                            "INFO",
                                            "dev.konbini.telemetry.accesslog.AccessLogFilter",
                                            "GET /api/orders/{id} 404 in {ms} ms"),
                                    new Saying(
                                            "WARN",
                                            "dev.konbini.gateway.replica.Exchanges",
                                            "Replica {n} of transaction-service did not answer POST /api/orders within {ms} ms, carried over to another"))));

    /// One of its sayings, the last ones seldom.
    Saying pick(SplittableRandom random) {
        double share = random.nextDouble();
        return sayings.get((int) (share * share * share * sayings.size()));
    }
}
