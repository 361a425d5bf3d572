package dev.konbini.logging;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.integration.config.MessagingAnnotationBeanPostProcessor;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.kafka.config.KafkaListenerConfigUtils;
import org.springframework.stereotype.Component;

/// Takes away beans of libraries that a start would wait for, and that nothing here needs: what
/// looks at each method of each bean for annotations of Spring Integration and Spring for Kafka,
/// which nothing has, and what `BindWhenReady` has the place of.
@Component
final class UnusedBeans implements BeanFactoryPostProcessor {

    private static final List<String> NAMES =
            List.of(
                    MessagingAnnotationBeanPostProcessor.class.getName(),
                    IntegrationContextUtils.MESSAGING_ANNOTATION_POSTPROCESSOR_NAME,
                    KafkaListenerConfigUtils.KAFKA_LISTENER_ANNOTATION_PROCESSOR_BEAN_NAME,
                    "inputBindingLifecycle");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        var registry = (BeanDefinitionRegistry) factory;
        NAMES.stream()
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}
