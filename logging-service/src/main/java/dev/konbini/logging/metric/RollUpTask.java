package dev.konbini.logging.metric;

import dev.konbini.logging.task.RepeatedTask;
import org.springframework.stereotype.Component;

/// Rolls up every few seconds, on every replica; whichever has the lease does the work.
@Component
final class RollUpTask extends RepeatedTask {

    private final RollUp rollUp;

    RollUpTask(RollUp rollUp, MetricProperties properties) {
        super("roll-up", properties.rollUpEvery(), properties.rollUpEvery());
        this.rollUp = rollUp;
    }

    @Override
    protected void doOnce() {
        rollUp.run();
    }
}
