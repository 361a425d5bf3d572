package dev.konbini.servers.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.servers.local.ExternalServers;
import org.junit.jupiter.api.Test;

class RealServersIT {

    @Test
    void sessionHasStartedEveryServer() {
        assertThat(ExternalServers.mongodb(address("konbini.test.mongodb-uri")).version())
                .isNotEqualTo("unknown");
        assertThat(ExternalServers.kafka(address("konbini.test.kafka")).process()).isEmpty();
        assertThat(ExternalServers.elasticsearch(address("konbini.test.elasticsearch")).version())
                .isNotEqualTo("unknown");
    }

    private static String address(String property) {
        var address = System.getProperty(property);
        assertThat(address).as(property).isNotBlank();
        return String.valueOf(address);
    }
}
