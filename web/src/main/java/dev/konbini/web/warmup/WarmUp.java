package dev.konbini.web.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/// Sends a new replica its first requests itself, so that no caller waits while classes are loaded
/// and connections made.
///
/// Spring Boot says that a replica is ready when its runners are done, and this is one. What the
/// answers are does not matter: a server that is away makes no replica less warm than it can be.
final class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final WarmUpProperties properties;
    private final ApplicationContext context;

    WarmUp(WarmUpProperties properties, ApplicationContext context) {
        this.properties = properties;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var port = context.getEnvironment().getProperty("local.server.port", Integer.class);
        if (port != null) {
            askAll(port);
        }
        if (properties.thenExit()) {
            // The context closes when the JVM ends, and is not closed by one of its own threads.
            new Thread(() -> System.exit(SpringApplication.exit(context)), "warm-up-exit").start();
        }
    }

    private void askAll(int port) {
        var deadline = System.nanoTime() + properties.limit().toNanos();
        for (var path : properties.paths()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() <= 0) {
                LOG.info("Not warmed up with {}: it took {}", path, properties.limit());
                continue;
            }
            ask(port, path, left);
        }
    }

    private static void ask(int port, String path, Duration limit) {
        try {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) limit.toMillis());
            connection.setReadTimeout((int) limit.toMillis());
            connection.setRequestProperty("User-Agent", "konbini-warm-up");
            int status = connection.getResponseCode();
            try (InputStream body =
                    status < HttpURLConnection.HTTP_BAD_REQUEST
                            ? connection.getInputStream()
                            : connection.getErrorStream()) {
                if (body != null) {
                    body.readAllBytes();
                }
            }
            LOG.debug("Warmed up with {}: {}", path, status);
        } catch (IOException e) {
            LOG.debug("Not warmed up with {}", path, e);
        }
    }
}
