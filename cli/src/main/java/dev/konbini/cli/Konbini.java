package dev.konbini.cli;

import dev.konbini.cli.capacity.CapacityCommand;
import dev.konbini.cli.contracts.ContractsCommand;
import dev.konbini.cli.door.DoorCommand;
import dev.konbini.cli.down.DownCommand;
import dev.konbini.cli.images.ImagesCommand;
import dev.konbini.cli.keys.KeysCommand;
import dev.konbini.cli.keys.TokenCommand;
import dev.konbini.cli.logs.LogsCommand;
import dev.konbini.cli.release.ReleaseCommand;
import dev.konbini.cli.status.StatusCommand;
import dev.konbini.cli.test.TestCommand;
import dev.konbini.cli.up.UpCommand;
import dev.konbini.cli.upgrade.UpgradeCommand;
import dev.konbini.cli.verify.VerifyCommand;
import dev.konbini.servers.ServerException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line of Konbini.
@Command(
        name = "konbini",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Konbini.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs Konbini, a commerce platform, on this machine.",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            UpgradeCommand.class,
            VerifyCommand.class,
            CapacityCommand.class,
            KeysCommand.class,
            TokenCommand.class,
            ImagesCommand.class,
            TestCommand.class,
            ContractsCommand.class,
            ReleaseCommand.class,
            DoorCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes:",
            "  0  done",
            "  1  failed; what happened and what to do is on standard error",
            "  2  not understood",
            "",
            "'konbini help COMMAND' shows a command's options."
        })
public final class Konbini implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The commands, not yet run.
    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Konbini());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setUsageHelpWidth(100);
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(Konbini::misunderstood);
        commandLine.setExecutionExceptionHandler((e, failed, _) -> failed(e, failed));
        return commandLine;
    }

    /// Without a command: says which there are.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misunderstood(ParameterException e, String[] args) {
        var commandLine = e.getCommandLine();
        var said = String.valueOf(e.getMessage());
        var message = said.endsWith(".") ? said : said + ".";
        commandLine
                .getErr()
                .println(
                        "konbini: %s See: konbini help %s"
                                .formatted(
                                        message,
                                        commandLine.getParent() == null
                                                ? ""
                                                : commandLine.getCommandName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine commandLine) throws Exception {
        return switch (e) {
            case Refusal refusal -> {
                commandLine.getErr().println("konbini: " + refusal.getMessage());
                yield refusal.exitCode();
            }
            case ServerException failure -> {
                commandLine.getErr().println("konbini: " + failure.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            default -> throw e;
        };
    }

    /// The version of the build.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Konbini.class.getPackage().getImplementationVersion();
            return new String[] {"konbini " + (version == null ? "unpackaged" : version)};
        }
    }
}
