package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetters;
import dev.konbini.logging.index.IndexTemplates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sets up an intake for each topic.
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    IntakeState lineIntakeState(MeterRegistry metrics, Clock clock) {
        return new IntakeState("lines", metrics, clock);
    }

    @Bean
    IntakeState eventIntakeState(MeterRegistry metrics, Clock clock) {
        return new IntakeState("events", metrics, clock);
    }

    @Bean
    Intake lineIntake(
            LineReader reader,
            BulkWriter writer,
            IndexTemplates templates,
            DeadLetters deadLetters,
            IndexedEvents events,
            IntakeState lineIntakeState,
            ObjectProvider<IntakeListener> listeners) {
        return new Intake(
                reader,
                writer,
                templates,
                deadLetters,
                events,
                lineIntakeState,
                listeners.orderedStream().toList());
    }

    @Bean
    Intake eventIntake(
            EventReader reader,
            BulkWriter writer,
            IndexTemplates templates,
            DeadLetters deadLetters,
            IndexedEvents events,
            IntakeState eventIntakeState) {
        return new Intake(
                reader, writer, templates, deadLetters, events, eventIntakeState, List.of());
    }
}
