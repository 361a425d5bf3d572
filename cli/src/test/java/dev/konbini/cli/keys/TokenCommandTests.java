package dev.konbini.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TokenCommandTests {

    @TempDir private Path directory;

    private final StringWriter out = new StringWriter();
    private String refusal = "";

    @Test
    void tokenIsGoodForItsTenantAndSoLong() throws Exception {
        var credentials = Credentials.prepare(new DataFolder(directory), Clock.systemUTC());

        assertThat(run("--tenant", "shop", "--days", "7")).isZero();

        var token = SignedJWT.parse(out.toString().strip());
        var claims = token.getJWTClaimsSet();
        var key =
                JWKSet.load(credentials.accessKeys().toFile())
                        .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("log-sender"));
        assertThat(claims.getStringClaim("tenant")).isEqualTo("shop");
        assertThat(claims.getSubject()).isEqualTo("shop-sender");
        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void subjectIsAsGivenAndTheSuitesOwnTokenStays() throws Exception {
        var data = new DataFolder(directory);
        Credentials.prepare(data, Clock.systemUTC());
        var own = Files.readString(data.logToken());

        assertThat(run("--tenant", "konbini", "--subject", "till-7")).isZero();

        assertThat(SignedJWT.parse(out.toString().strip()).getJWTClaimsSet().getSubject())
                .isEqualTo("till-7");
        assertThat(Files.readString(data.logToken())).isEqualTo(own);
    }

    @Test
    void withoutASuiteThereIsNothingToMintWith() {
        assertThat(run("--tenant", "shop")).isEqualTo(1);

        assertThat(refusal).contains(directory.toString()).contains("konbini up");
        assertThat(directory).isEmptyDirectory();
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "-shop", "a/b", ""})
    void nameThatIsNoTenantsIsAUsageError(String name) {
        assertThat(run("--tenant", name)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3651", "many"})
    void daysThatAreTooManyOrNoneAreAUsageError(String days) {
        assertThat(run("--tenant", "shop", "--days", days)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        var commandLine =
                new CommandLine(new TokenCommand(() -> new Installation(directory, Map.of())));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(new StringWriter(), true));
        commandLine.setExecutionExceptionHandler((e, failed, parsed) -> {
            refusal = String.valueOf(e.getMessage());
            return ((Refusal) e).exitCode();
        });
        var all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = directory.toString();
        return commandLine.execute(all);
    }
}
