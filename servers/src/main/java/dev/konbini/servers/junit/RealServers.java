package dev.konbini.servers.junit;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Starts the servers that the session's tests need and nobody has named, and ends them with it.
///
/// Read from system properties:
///
/// | property | meaning |
/// |---|---|
/// | `konbini.test.servers` | `local`: as processes from the cache; `containers`: by Testcontainers; absent, as for unit tests: nothing is started |
/// | `konbini.test.needs` | some of `mongodb,kafka,elasticsearch`; absent: all |
/// | `konbini.test.mongodb-uri`, `konbini.test.kafka`, `konbini.test.elasticsearch` | a server that runs already; set here for each that was started |
///
/// A server that cannot be started fails the session before its first test. If the tests' JVM is
/// killed, local servers end with it.
public final class RealServers implements LauncherSessionListener {

    private static final String MODE = "konbini.test.servers";
    private static final String NEEDS = "konbini.test.needs";

    private @Nullable TestServers running;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        var mode = System.getProperty(MODE, "");
        var missing =
                Needed.parse(System.getProperty(NEEDS, "")).stream()
                        .filter(Needed::missing)
                        .collect(Collectors.toUnmodifiableSet());
        if (mode.isBlank() || missing.isEmpty()) {
            return;
        }
        var started = start(mode, missing);
        running = started;
        started.addresses()
                .forEach((needed, address) -> System.setProperty(needed.property(), address));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (running != null) {
            running.addresses().keySet().forEach(needed -> System.clearProperty(needed.property()));
            running.close();
            running = null;
        }
    }

    private static TestServers start(String mode, Set<Needed> needed) {
        return switch (mode) {
            case "local" -> LocalTestServers.start(needed);
            case "containers" -> ContainerTestServers.start(needed);
            default ->
                    throw new IllegalArgumentException(
                            MODE + " is '" + mode + "'; it must be 'local' or 'containers'");
        };
    }
}
