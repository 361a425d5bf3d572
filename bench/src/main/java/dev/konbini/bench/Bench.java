package dev.konbini.bench;

import dev.konbini.bench.kills.KillsCommand;
import dev.konbini.bench.latency.LatencyCommand;
import dev.konbini.bench.metrics.MetricsCommand;
import dev.konbini.bench.pipeline.PipelineCommand;
import dev.konbini.bench.rebalance.RebalanceCommand;
import dev.konbini.bench.start.StartCommand;
import dev.konbini.bench.tenants.TenantsCommand;
import dev.konbini.cli.Refusal;
import dev.konbini.servers.ServerException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line of the benchmarks. Results go to standard output, what happens meanwhile to
/// standard error.
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Measures Konbini on this machine, on real servers of its own.",
        subcommands = {
            PipelineCommand.class,
            LatencyCommand.class,
            TenantsCommand.class,
            MetricsCommand.class,
            KillsCommand.class,
            RebalanceCommand.class,
            StartCommand.class,
            HelpCommand.class
        })
public final class Bench implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    static void main(String[] args) {
        var commandLine = new CommandLine(new Bench());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        commandLine.setExecutionExceptionHandler((e, failed, _) -> failed(e, failed));
        System.exit(commandLine.execute(args));
    }

    /// Without a command: says which there are.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int failed(Exception e, CommandLine commandLine) throws Exception {
        return switch (e) {
            case Refusal refusal -> {
                commandLine.getErr().println("bench: " + refusal.getMessage());
                yield refusal.exitCode();
            }
            case ServerException failure -> {
                commandLine.getErr().println("bench: " + failure.getMessage());
                yield CommandLine.ExitCode.SOFTWARE;
            }
            default -> throw e;
        };
    }
}
