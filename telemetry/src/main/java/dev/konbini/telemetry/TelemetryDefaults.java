package dev.konbini.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// Gives every service the defaults of `META-INF/konbini/defaults.properties`, the name of its
/// instance and, where the build wrote one down, its version. Anything that a service or its
/// operator sets wins over them; the name of an instance only begins with what is set.
public final class TelemetryDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "META-INF/konbini/defaults.properties";
    private static final String BUILD_INFO = "META-INF/build-info.properties";
    private static final String INSTANCE = "konbini.telemetry.instance";
    private static final String BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int INSTANCE_CHARACTERS = 10;

    /// After the service's own files have been read.
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (sources.contains("konbini telemetry")) {
            return;
        }
        try {
            for (var source :
                    new PropertiesPropertySourceLoader()
                            .load("konbini telemetry defaults", new ClassPathResource(FILE))) {
                sources.addLast(source);
            }
            sources.addFirst(new MapPropertySource("konbini telemetry", perProcess(environment)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> perProcess(ConfigurableEnvironment environment)
            throws IOException {
        var properties = new HashMap<String, Object>();
        var service = environment.getRequiredProperty("spring.application.name");
        // Lines are numbered from 1 in each process: two under one name would have the same ids.
        properties.put(INSTANCE, environment.getProperty(INSTANCE, service) + "-" + random());
        if (!environment.containsProperty("spring.application.version")) {
            var version = builtVersion();
            properties.put("spring.application.version", version == null ? "unknown" : version);
        }
        return properties;
    }

    /// Returns the version in Boot's build information. A service that runs from its class files
    /// has no manifest, from which Boot takes it otherwise.
    private static @Nullable String builtVersion() throws IOException {
        var buildInfo = new ClassPathResource(BUILD_INFO);
        return buildInfo.exists()
                ? PropertiesLoaderUtils.loadProperties(buildInfo).getProperty("build.version")
                : null;
    }

    private static String random() {
        var random = new SecureRandom();
        var name = new StringBuilder(INSTANCE_CHARACTERS);
        for (var i = 0; i < INSTANCE_CHARACTERS; i++) {
            name.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return name.toString();
    }
}
