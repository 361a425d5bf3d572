package dev.konbini.cli.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// Asks a service whether it is ready, at its actuator.
public final class Readiness {

    private static final int LIMIT_MILLIS = 2_000;

    private Readiness() {}

    /// Whether the service with this management port says that it is ready; not reachable is not
    /// ready.
    public static boolean of(int managementPort) {
        return answersOk("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    }

    /// Whether the service with this management port has begun to serve at all.
    public static boolean isAlive(int managementPort) {
        return answersOk("http://127.0.0.1:" + managementPort + "/actuator/health/liveness");
    }

    private static boolean answersOk(String url) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException unreachable) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
