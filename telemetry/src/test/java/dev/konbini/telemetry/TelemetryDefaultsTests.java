package dev.konbini.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TelemetryDefaultsTests {

    @Test
    void namesEachProcessAnewForItsService() {
        var first = prepared("spring.application.name", "shop");
        var second = prepared("spring.application.name", "shop");

        assertThat(first.getProperty("konbini.telemetry.instance"))
                .matches("shop-[0-9a-z]{10}")
                .isNotEqualTo(second.getProperty("konbini.telemetry.instance"));
        assertThat(first.getProperty("logging.structured.ecs.service.node-name"))
                .isEqualTo(first.getProperty("konbini.telemetry.instance"));
    }

    /// A container that is started again has its pod's name again.
    @Test
    void namesEachProcessAnewAlsoWhereAnInstanceIsSet() {
        var first = prepared("konbini.telemetry.instance", "pod-0");
        var second = prepared("konbini.telemetry.instance", "pod-0");

        assertThat(first.getProperty("konbini.telemetry.instance"))
                .matches("pod-0-[0-9a-z]{10}")
                .isNotEqualTo(second.getProperty("konbini.telemetry.instance"));
    }

    @Test
    void letsAServiceHaveItsOwnWay() {
        var environment = prepared("management.tracing.sampling.probability", "0.1");

        assertThat(environment.getProperty("management.tracing.sampling.probability"))
                .isEqualTo("0.1");
    }

    @Test
    void bindsToSettingsThatAreValid() {
        var properties =
                Binder.get(prepared("spring.application.name", "shop"))
                        .bindOrCreate("konbini.telemetry", TelemetryProperties.class);

        assertThat(properties.enabled()).isTrue();
        assertThat(properties.maxSize().toMegabytes()).isEqualTo(256);
        assertThat(properties.spoolDirectory()).isAbsolute();
    }

    @Test
    void refusesABoundThatHoldsNothing() {
        var binder = Binder.get(prepared("konbini.telemetry.max-size", "1KB"));

        assertThatThrownBy(
                        () -> binder.bindOrCreate("konbini.telemetry", TelemetryProperties.class))
                .hasRootCauseMessage("konbini.telemetry.max-size must be at least 64KB");
    }

    @Test
    void refusesAnInstanceThatIsNoName() {
        var binder = Binder.get(prepared("konbini.telemetry.instance", "../shop"));

        assertThatThrownBy(
                        () -> binder.bindOrCreate("konbini.telemetry", TelemetryProperties.class))
                .rootCause()
                .hasMessageContaining("konbini.telemetry.instance");
    }

    private static StandardEnvironment prepared(String name, String value) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", java.util.Map.of(name, value)));
        new TelemetryDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
