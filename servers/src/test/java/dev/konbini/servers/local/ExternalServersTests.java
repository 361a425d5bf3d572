package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.process.Ports;
import org.junit.jupiter.api.Test;

class ExternalServersTests {

    private final int port = Ports.pick(1).getFirst();

    @Test
    void serverThatDoesNotAnswerIsNamedWithItsOption() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.kafka("127.0.0.1:" + port))
                .withMessageContaining("Kafka does not answer at 127.0.0.1:" + port)
                .withMessageContaining("--kafka");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.elasticsearch("http://127.0.0.1:" + port))
                .withMessageContaining("--elasticsearch");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.mongodb("mongodb://127.0.0.1:" + port))
                .withMessageContaining("--mongodb-uri");
    }

    @Test
    void addressThatIsNoneIsRefusedInTheSameWay() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.kafka("nonsense"));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.elasticsearch("no url"));
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> ExternalServers.mongodb("nonsense"));
    }

    @Test
    void passwordIsNotShown() {
        assertThat(ExternalServers.withoutPassword("mongodb://me:secret@db:27017/"))
                .isEqualTo("mongodb://…@db:27017/");
    }
}
