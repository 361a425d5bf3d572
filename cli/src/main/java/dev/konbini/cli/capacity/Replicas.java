package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The metrics of logging-service's replicas.
///
/// @param addresses where each one's actuator listens; none where they are not reached from here
record Replicas(List<URI> addresses) {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /// A look at all of them, one after the other.
    ///
    /// @throws Refusal if one does not answer
    Look look() {
        try (var http = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            return new Look(
                    System.nanoTime(),
                    addresses.stream().map(address -> scrape(http, address)).toList());
        }
    }

    private static Scrape scrape(HttpClient http, URI address) {
        var request =
                HttpRequest.newBuilder(address.resolve("/actuator/prometheus"))
                        .timeout(ANSWER_MAX)
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return Scrape.parse(answer.body());
            }
            throw Refusal.failed(
                    "%s answers %d: it is the management address of a replica of logging-service that is wanted."
                            .formatted(request.uri(), answer.statusCode()));
        } catch (IOException e) {
            throw Refusal.failed(
                    "The replica of logging-service at %s does not show its metrics (%s): see that it runs."
                            .formatted(address, e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    /// What each did between two looks; none where one of them does not say.
    List<ReplicaUse> between(Look before, Look after) {
        var seconds = (after.nanos() - before.nanos()) / 1e9;
        var uses =
                IntStream.range(0, addresses.size())
                        .mapToObj(i ->
                                ReplicaUse.between(
                                        addresses.get(i).getAuthority(),
                                        before.scrapes().get(i),
                                        after.scrapes().get(i),
                                        seconds))
                        .flatMap(Optional::stream)
                        .toList();
        return uses.size() == addresses.size() ? uses : List.of();
    }

    /// The metrics of each, in the order of their addresses.
    record Look(long nanos, List<Scrape> scrapes) {}
}
