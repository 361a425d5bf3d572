package dev.konbini.gateway.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks one replica whether it is ready.
@Component
final class ReadinessCheck {

    private static final int OK = 200;

    private final ReplicaProperties.Readiness settings;
    private final HttpClient client;
    private final JsonMapper json;

    ReadinessCheck(ReplicaProperties properties, JsonMapper json) {
        this.settings = properties.readiness();
        this.json = json;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .build();
    }

    /// Finds out how fit `replica` is.
    ///
    /// Where its readiness check answers, that decides, but a replica whose own port takes no
    /// connection is never fit. Where it does not answer, taking a connection is enough only for a
    /// service of which no replica has ever answered it: another may be about to leave, or not yet
    /// warm.
    ///
    /// @param expected whether replicas of its service are known to answer
    Finding of(Replica replica, boolean expected) {
        var status = get(replica, settings.path()).map(HttpResponse::statusCode).orElse(null);
        if (status != null && status != OK) {
            return new Finding(Fitness.UNREADY, true, "its readiness check answers " + status);
        }
        if (status != null && replica.fitness() == Fitness.FIT) {
            return new Finding(Fitness.FIT, true, "its readiness check answers " + status);
        }
        if (!takesConnections(replica.uri())) {
            return new Finding(Fitness.SET_ASIDE, status != null, "it takes no connection");
        }
        if (status == null && expected) {
            return new Finding(
                    replica.fitness() == Fitness.FIT ? Fitness.FIT : Fitness.UNREADY,
                    false,
                    "its readiness check does not answer");
        }
        return new Finding(Fitness.FIT, status != null, "it takes connections");
    }

    /// Asks which version `replica` is; empty where it does not say.
    Optional<String> version(Replica replica) {
        return get(replica, "/actuator/info")
                .filter(response -> response.statusCode() == OK)
                .flatMap(response -> version(response.body()));
    }

    private Optional<String> version(String info) {
        try {
            return json.readTree(info).at("/build/version").asStringOpt();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Optional<HttpResponse<String>> get(Replica replica, String path) {
        var base = replica.uri();
        var uri =
                URI.create(
                        "%s://%s:%d%s"
                                .formatted(
                                        base.getScheme(),
                                        base.getHost(),
                                        base.getPort() + settings.portOffset(),
                                        path));
        try {
            return Optional.of(
                    client.send(
                            HttpRequest.newBuilder(uri).timeout(settings.timeout()).build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean takesConnections(URI uri) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(uri.getHost(), uri.getPort()),
                    (int) settings.timeout().toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// What a check found.
    ///
    /// @param answered whether the readiness check answered
    record Finding(Fitness fitness, boolean answered, String reason) {}
}
