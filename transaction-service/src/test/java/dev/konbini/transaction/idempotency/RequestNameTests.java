package dev.konbini.transaction.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestNameTests {

    private static final Caller GUEST = new Caller(null, Set.of(), null);
    private static final Caller ANN = new Caller("ann", Set.of(Role.SHOPPER), null);

    @Test
    void isTheSameQuotedAndBare() {
        assertThat(RequestName.of("\"k1\"", GUEST, "POST /a"))
                .isEqualTo(RequestName.of("k1", GUEST, "POST /a"));
    }

    @Test
    void differsByKeyCallerAndEndpoint() {
        var name = RequestName.of("k1", GUEST, "POST /a");

        assertThat(RequestName.of("k2", GUEST, "POST /a")).isNotEqualTo(name);
        assertThat(RequestName.of("k1", ANN, "POST /a")).isNotEqualTo(name);
        assertThat(RequestName.of("k1", GUEST, "POST /b")).isNotEqualTo(name);
    }

    @Test
    void differsByWhatItIsAboutWhereThatIsSaid() {
        var name = RequestName.of("k1", GUEST, "POST /a").orElseThrow();

        assertThat(name.of("one")).isEqualTo(name.of("one"));
        assertThat(name.of("one")).isNotEqualTo(name.of("other")).isNotEqualTo(name);
    }

    @Test
    void isNoneWithoutTheHeader() {
        assertThat(RequestName.of(null, GUEST, "POST /a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "two words", "ключ", "tab\tbed"})
    void refusesWhatIsNoKey(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RequestName.of(header, GUEST, "POST /a"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> RequestName.of("x".repeat(256), GUEST, "POST /a"));
    }

    @Test
    void fingerprintsTellWherePartsEnd() {
        assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of("ab", "c")).isEqualTo(Fingerprint.of("ab", "c"));
    }
}
