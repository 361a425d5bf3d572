package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.integration.config.MessagingAnnotationBeanPostProcessor;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor;

class UnusedBeansIT extends LoggingIT {

    @Autowired private ListableBeanFactory beans;

    /// They are taken away by name, and names of libraries change.
    @Test
    void areNotThere() {
        assertThat(beans.getBeanNamesForType(MessagingAnnotationBeanPostProcessor.class)).isEmpty();
        assertThat(beans.getBeanNamesForType(KafkaListenerAnnotationBeanPostProcessor.class))
                .isEmpty();
        assertThat(beans.getBeanNamesForType(InputBindingLifecycle.class))
                .containsExactly("bindWhenReady");
    }
}
