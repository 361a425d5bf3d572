package dev.konbini.logging.topic;

import dev.konbini.logging.task.BackgroundTasks;
import java.util.Map;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Begins to take from Kafka once this replica is ready: until then a start has enough to do, and
/// whoever waits for the replica to be ready does not wait for that.
///
/// It has the place of Spring Cloud Stream's own, which begins on the way.
@Component
final class BindWhenReady extends InputBindingLifecycle {

    private final BackgroundTasks tasks;
    private volatile boolean ready;

    BindWhenReady(BindingService bindings, Map<String, Bindable> bindables, BackgroundTasks tasks) {
        super(bindings, bindables);
        this.tasks = tasks;
    }

    /// Whether it begins with the others: not at the first time.
    @Override
    public boolean isAutoStartup() {
        return ready;
    }

    @EventListener
    void begin(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            ready = true;
            tasks.begin("bindings", _ -> start());
        }
    }
}
