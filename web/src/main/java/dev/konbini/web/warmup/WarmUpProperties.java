package dev.konbini.web.warmup;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a replica does before it says that it is ready.
///
/// @param paths what it asks itself for (GET), one after the other
/// @param limit how long all of that may take; what is left then is left out
/// @param thenExit whether the process ends when it is warm, with exit code 0: for a run that
///   records a start (JEP 514)
@ConfigurationProperties("konbini.warm-up")
public record WarmUpProperties(
        @DefaultValue List<String> paths,
        @DefaultValue("5s") Duration limit,
        @DefaultValue("false") boolean thenExit) {

    public WarmUpProperties {
        paths = List.copyOf(paths);
    }
}
