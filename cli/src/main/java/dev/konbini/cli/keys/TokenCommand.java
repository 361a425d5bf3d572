package dev.konbini.cli.keys;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints a new token for the senders of a tenant's log lines, and nothing else.
@Command(
        name = "token",
        description = {
            "Mint a token with which a tenant's log lines are sent and read, and print it.",
            "Every call mints a new one; earlier ones stay good until they end, or until the"
                    + " tenant's tokensNotBefore is set to a later time (PUT /api/tenants/NAME)."
        })
public final class TokenCommand implements Callable<Integer> {

    private static final String TENANT = "[a-z0-9][a-z0-9_-]{0,62}";
    private static final int DAYS_MAX = 3650;

    @Mixin private final DataOption data = new DataOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Supplier<Installation> installation;

    @Option(
            names = "--tenant",
            required = true,
            paramLabel = "NAME",
            description = "Whose lines they are: lower-case letters, digits, '-' and '_'.")
    private String tenant = "";

    @Option(
            names = "--subject",
            paramLabel = "WHO",
            description = "Who sends them, as traces and logs name it (default: NAME-sender).")
    private @Nullable String subject;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "For how many days it is good, at most 3650 (default: ${DEFAULT-VALUE}).")
    private int days;

    /// For the suite of the launcher that started the command line.
    public TokenCommand() {
        this(Installation::current);
    }

    TokenCommand(Supplier<Installation> installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if (!tenant.matches(TENANT)) {
            throw Refusal.usage(
                    "'%s' cannot be a tenant's name: it has 1 to 63 lower-case letters, digits, '-' and '_', and begins with a letter or digit."
                            .formatted(tenant));
        }
        if (days < 1 || days > DAYS_MAX) {
            throw Refusal.usage("--days takes 1 to %d.".formatted(DAYS_MAX));
        }
        var mint = Credentials.mint(data.folder(installation.get()), Clock.systemUTC());
        var holder =
                new TokenMint.Holder(
                        subject == null ? tenant + "-sender" : subject,
                        List.of("log-sender"),
                        tenant);
        spec.commandLine().getOut().println(mint.mint(holder, Duration.ofDays(days)));
        return 0;
    }
}
