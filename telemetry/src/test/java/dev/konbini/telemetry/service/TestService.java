package dev.konbini.telemetry.service;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/// A service that has nothing of its own but a few endpoints that log.
@SpringBootApplication
public class TestService {

    private static final Logger LOGGER = LoggerFactory.getLogger(TestService.class);

    public static void main(String... arguments) {
        SpringApplication.run(TestService.class, arguments);
    }

    @RestController
    static class Endpoints {

        private final RestClient client;
        private final Environment environment;
        private final ObjectProvider<KafkaTemplate<String, String>> kafka;

        Endpoints(
                RestClient.Builder client,
                Environment environment,
                ObjectProvider<KafkaTemplate<String, String>> kafka) {
            this.client = client.build();
            this.environment = environment;
            this.kafka = kafka;
        }

        @GetMapping("/greetings/{name}")
        String greet(@PathVariable String name) {
            LOGGER.info("Greeting {}", name);
            return "hello";
        }

        @PostMapping("/payments")
        String pay(@RequestBody Map<String, Object> payment) {
            LOGGER.info("Paid with {} fields", payment.size());
            return "paid";
        }

        @GetMapping("/failure")
        String fail() {
            throw new IllegalStateException();
        }

        /// Calls the service itself, as it would call another.
        @GetMapping("/relay")
        String relay() {
            var port = environment.getRequiredProperty("local.server.port");
            return String.valueOf(
                    client.get()
                            .uri("http://127.0.0.1:" + port + "/greetings/relay")
                            .retrieve()
                            .body(String.class));
        }

        @PostMapping("/notes")
        String note(@RequestBody String note) {
            kafka.getObject()
                    .send(environment.getRequiredProperty("test.notes-topic"), note)
                    .join();
            return "noted";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("test.notes-topic")
    static class Notes {

        @Bean
        NewTopic notes(@Value("${test.notes-topic}") String topic) {
            return TopicBuilder.name(topic).partitions(1).build();
        }

        @KafkaListener(topics = "${test.notes-topic}", groupId = "${test.notes-topic}")
        void read(ConsumerRecord<String, String> note) {
            LOGGER.info("Note {}", note.value());
        }
    }
}
