package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressesTests {

    private final Addresses addresses = new Addresses();

    @Test
    void givesEachAddressOfANameAUri() {
        assertThat(addresses.of(URI.create("http://localhost:8081")))
                .contains(URI.create("http://127.0.0.1:8081"));
    }

    @Test
    void findsNothingUnderAnUnknownName() {
        assertThat(addresses.of(URI.create("http://nobody.invalid:8081"))).isEmpty();
    }
}
