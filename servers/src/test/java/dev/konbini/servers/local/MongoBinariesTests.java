package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MongoBinariesTests {

    @Test
    void takesVersionFromWhatMongodPrints() {
        assertThat(
                        MongoBinaries.version(
                                "db version v6.0.27\nBuild Info: {\n    \"version\": \"6\"\n"))
                .contains("6.0.27");
        assertThat(MongoBinaries.version("db version v8.2.0-rc1\n")).contains("8.2.0-rc1");
    }

    @Test
    void mongodBelowVersionSixIsNotTaken() {
        assertThat(MongoBinaries.version("db version v4.4.29\n")).isEmpty();
        assertThat(MongoBinaries.version("error while loading shared libraries")).isEmpty();
    }
}
