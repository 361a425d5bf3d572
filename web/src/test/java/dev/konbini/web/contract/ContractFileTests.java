package dev.konbini.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContractFileTests {

    @TempDir private Path folder;

    @BeforeEach
    @AfterEach
    void compare() {
        System.clearProperty(ContractFile.RENEW);
    }

    @Test
    void renewsTheFileSortedAndThenAgreesWithIt() throws IOException {
        System.setProperty(ContractFile.RENEW, "true");
        var file = new ContractFile(folder.resolve("http/shop.json"));

        assertThat(file.difference(json("{\"b\": [{\"d\": 1, \"c\": null}], \"a\": {}}")))
                .isEmpty();

        System.clearProperty(ContractFile.RENEW);
        assertThat(Files.readString(file.file()))
                .isEqualTo(
                        """
                        {
                          "a" : { },
                          "b" : [
                            {
                              "c" : null,
                              "d" : 1
                            }
                          ]
                        }
                        """);
        assertThat(file.difference(json("{\"a\": {}, \"b\": [{\"c\": null, \"d\": 1}]}")))
                .isEmpty();
    }

    @Test
    void saysWhereItDiffersAndHowToRenewIt() throws IOException {
        var file = new ContractFile(folder.resolve("shop.json"));
        Files.writeString(file.file(), "{\n  \"a\" : 1\n}\n");

        assertThat(file.difference(json("{\"a\": 2}")))
                .hasValueSatisfying(advice ->
                        assertThat(advice)
                                .contains("line 2", "\"a\" : 2", "-Dcontracts.renew=true"));
    }

    @Test
    void differsFromAFileThatIsNotThere() {
        assertThat(new ContractFile(folder.resolve("none.json")).difference(json("{}")))
                .isPresent();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
