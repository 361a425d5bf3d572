package dev.konbini.logging.setting;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What this replica knows of the settings, read again every second, for those who cannot wait for
/// Elasticsearch each time. While it is away, what was read last stays.
@Component
public final class KnownSettings implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSettings.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Settings settings;
    private final Map<SettingKind, Map<String, Setting>> known = new ConcurrentHashMap<>();
    private @Nullable Thread thread;

    KnownSettings(Settings settings) {
        this.settings = settings;
    }

    /// The settings of a kind, by name; empty until they could be read once since the start.
    public Optional<Map<String, Setting>> all(SettingKind kind) {
        return Optional.ofNullable(known.get(kind));
    }

    /// Reads the settings of a kind now: for who has just changed one on this replica.
    ///
    /// @throws ElasticsearchUnavailable if they cannot be read
    public void refresh(SettingKind kind) {
        known.put(
                kind,
                settings.all(kind).stream()
                        .collect(Collectors.toUnmodifiableMap(Setting::name, Function.identity())));
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name("settings").start(this::run);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            for (var kind : SettingKind.values()) {
                try {
                    refresh(kind);
                } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
                    LOG.debug("The settings cannot be read at the moment", e);
                }
            }
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
