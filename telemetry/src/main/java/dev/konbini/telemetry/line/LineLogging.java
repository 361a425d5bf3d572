package dev.konbini.telemetry.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.konbini.telemetry.TelemetryProperties;
import dev.konbini.telemetry.TopicsProperties;
import dev.konbini.telemetry.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/// Puts the [LineAppender] in place of Boot's console as soon as logging is set up, which is before
/// the application's first line, and gives the [Spool] to the context for the sender.
///
/// Runs that only train a cache or generate code keep no lines: they are no instances of the
/// service.
public final class LineLogging implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private @Nullable Spool spool;

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            start(prepared.getEnvironment());
        } else if (event instanceof ApplicationPreparedEvent prepared && spool != null) {
            prepared.getApplicationContext()
                    .getBeanFactory()
                    .registerSingleton("konbiniSpool", spool);
        }
    }

    private void start(ConfigurableEnvironment environment) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var binder = Binder.get(environment);
        var properties = binder.bindOrCreate("konbini.telemetry", TelemetryProperties.class);
        var topics = binder.bindOrCreate("konbini.topics", TopicsProperties.class);
        if (properties.enabled() && !isTraining(environment)) {
            var opened =
                    new Spool(
                            properties
                                    .spoolDirectory()
                                    .resolve(topics.logs())
                                    .resolve(
                                            environment.getRequiredProperty(
                                                    "spring.application.name")),
                            properties.instance(),
                            properties.maxSize().toBytes());
            SpringApplication.getShutdownHandlers().add(() -> close(opened));
            spool = opened;
        }
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        var shownFrom =
                Level.toLevel(
                        environment.getProperty("logging.threshold.console", "TRACE"), Level.TRACE);
        var appender = new LineAppender(encoder, spool, shownFrom);
        appender.setContext(context);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender("CONSOLE");
        root.detachAppender(appender.getName());
        root.addAppender(appender);
    }

    private static boolean isTraining(ConfigurableEnvironment environment) {
        return environment.getProperty("spring.context.exit") != null
                || environment.getProperty("spring.aot.processing", Boolean.class, false);
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
