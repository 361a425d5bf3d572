package dev.konbini.logging.setting;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.task.RepeatedTask;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What this replica knows of the settings, read again every second, for those who cannot wait for
/// Elasticsearch each time. While it is away, what was read last stays.
@Component
public final class KnownSettings extends RepeatedTask {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Settings settings;
    private final Map<SettingKind, Map<String, Setting>> known = new ConcurrentHashMap<>();

    /// One reads at a time, or what was read before a change could replace what was read after it.
    private final ReentrantLock reading = new ReentrantLock();

    KnownSettings(Settings settings) {
        super("settings", Duration.ZERO, PERIOD);
        this.settings = settings;
    }

    /// The settings of a kind, by name; empty until they could be read once since the start, and
    /// always for saved searches.
    public Optional<Map<String, Setting>> all(SettingKind kind) {
        return Optional.ofNullable(known.get(kind));
    }

    /// Reads the settings of a kind now: for who has just changed one on this replica.
    ///
    /// @throws ElasticsearchUnavailable if they cannot be read
    public void refresh(SettingKind kind) {
        reading.lock();
        try {
            known.put(
                    kind,
                    settings.all(kind).stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            Setting::name, Function.identity())));
        } finally {
            reading.unlock();
        }
    }

    /// Among the first, so that what is known is there when the others have started.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    protected void doOnce() {
        for (var kind : SettingKind.values()) {
            if (kind.isKnown()) {
                refresh(kind);
            }
        }
    }
}
