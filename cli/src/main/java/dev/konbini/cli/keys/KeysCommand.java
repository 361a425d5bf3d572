package dev.konbini.cli.keys;

import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes the keys and tokens of a suite without starting it: for a cluster's Secrets.
@Command(
        name = "keys",
        description =
                "Make a suite's keys and tokens, where they are missing, and say where they are.")
public final class KeysCommand implements Callable<Integer> {

    @Mixin private final DataOption data = new DataOption();

    @Override
    public Integer call() {
        var folder = data.folder(Installation.current());
        var credentials = Credentials.prepare(folder, Clock.systemUTC());
        System.out.println("public keys of who mints tokens   " + credentials.accessKeys());
        System.out.println("private key that signs offers     " + credentials.offerSigningKey());
        System.out.println(
                "public keys of who signs offers   " + credentials.offerVerificationKeys());
        System.out.println("an operator's token               " + folder.operatorToken());
        System.out.println("a log sender's token              " + folder.logToken());
        return 0;
    }
}
