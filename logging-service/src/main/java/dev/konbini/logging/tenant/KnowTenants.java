package dev.konbini.logging.tenant;

import dev.konbini.logging.setting.KnownSettings;
import dev.konbini.logging.setting.SettingKind;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Keeps a new replica from being ready before it knows what was set about tenants, whose requests
/// it would have to refuse: for two seconds at most, since with Elasticsearch away there is other
/// work that it can do.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KnowTenants implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(KnowTenants.class);
    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final KnownSettings known;

    KnowTenants(KnownSettings known) {
        this.known = known;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var end = System.nanoTime() + WAIT_MAX.toNanos();
        while (known.all(SettingKind.TENANT).isEmpty()) {
            if (System.nanoTime() > end) {
                LOG.warn("Ready without knowing what was set about tenants: their lines wait");
                return;
            }
            Thread.sleep(PERIOD);
        }
    }
}
