package dev.konbini.telemetry;

import dev.konbini.telemetry.accesslog.AccessLogFilter;
import dev.konbini.telemetry.key.ShownSpans;
import dev.konbini.telemetry.send.Heartbeats;
import dev.konbini.telemetry.send.Sender;
import dev.konbini.telemetry.spool.Spool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.kafka.core.KafkaAdmin;

/// What [dev.konbini.telemetry.line.LineLogging] began before there was a context: the sender, its
/// metrics, the access log, and what spans may tell.
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({TelemetryProperties.class, TopicsProperties.class})
public final class TelemetryAutoConfiguration {

    @Bean
    ShownSpans konbiniShownSpans() {
        return new ShownSpans();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(KafkaAdmin.class)
    @ConditionalOnProperty(name = "konbini.telemetry.enabled", matchIfMissing = true)
    static class SendingConfiguration {

        @Bean
        Heartbeats konbiniHeartbeats(
                ApplicationContext context,
                TelemetryProperties properties,
                ObjectProvider<Spool> spool) {
            var opened = spool.getIfAvailable();
            return new Heartbeats(
                    context,
                    properties.instance(),
                    properties.heartbeatInterval(),
                    () -> opened == null ? 0 : opened.lost(),
                    Clock.systemUTC());
        }

        @Bean
        Sender konbiniSender(
                ObjectProvider<Spool> spool,
                TopicsProperties topics,
                KafkaAdmin kafka,
                Heartbeats heartbeats,
                TelemetryProperties properties) {
            return new Sender(
                    spool.getIfAvailable(),
                    topics.logs(),
                    topics.heartbeats(),
                    kafka.getConfigurationProperties(),
                    heartbeats,
                    properties.flushTimeout());
        }

        @Bean
        MeterBinder konbiniTelemetryMetrics(ObjectProvider<Spool> spool, Sender sender) {
            return registry ->
                    spool.ifAvailable(opened -> {
                        FunctionCounter.builder("konbini.telemetry.lines.lost", opened, Spool::lost)
                                .description("Log lines that will never reach Kafka")
                                .register(registry);
                        FunctionCounter.builder(
                                        "konbini.telemetry.lines.sent", sender, Sender::linesSent)
                                .description("Log lines that Kafka has acknowledged")
                                .register(registry);
                        Gauge.builder("konbini.telemetry.spool.size", opened, Spool::heldBytes)
                                .baseUnit("bytes")
                                .description("Log lines on disk")
                                .register(registry);
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
    @ConditionalOnProperty(name = "konbini.telemetry.access-log", matchIfMissing = true)
    static class AccessLogConfiguration {

        @Bean
        FilterRegistrationBean<AccessLogFilter> konbiniAccessLog(
                ObjectProvider<WebEndpointProperties> actuator) {
            var path =
                    actuator.stream()
                            .map(WebEndpointProperties::getBasePath)
                            .findFirst()
                            .orElse("/actuator");
            var registration = new FilterRegistrationBean<>(new AccessLogFilter(path));
            // Next to the filter that begins the request's trace, which is one step before.
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
            return registration;
        }
    }
}
