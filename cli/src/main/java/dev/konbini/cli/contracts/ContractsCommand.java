package dev.konbini.cli.contracts;

import dev.konbini.cli.suite.Installation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Says of each released version whether this one may run beside it.
@Command(
        name = "contracts",
        description = {
            "Say whether this version may run beside each released one, and if not, why.",
            "",
            "Compares the event schemas, HTTP interfaces and index mappings in contracts/ with their released copies in contracts/released/. The exit code is 1 if anything breaks."
        })
public final class ContractsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var verdict =
                ContractGate.checkReleased(Installation.current().root().resolve("contracts"));
        var out = spec.commandLine().getOut();
        if (verdict.isEmpty()) {
            out.println("Nothing has been released yet: there is nothing to be compatible with.");
        }
        verdict.forEach((version, breaches) -> print(out, version, breaches));
        if (verdict.values().stream().allMatch(List::isEmpty)) {
            return 0;
        }
        out.println("What to do: docs/operations.md, \"What to do when the gate refuses\".");
        return 1;
    }

    private static void print(PrintWriter out, Version version, List<Breach> breaches) {
        out.println(
                "%s  %s"
                        .formatted(
                                version,
                                breaches.isEmpty()
                                        ? "compatible"
                                        : "not compatible, reasons: %d"
                                                .formatted(breaches.size())));
        for (var breach : breaches) {
            out.println("  " + breach.place());
            out.println("    what  " + breach.what());
            out.println("    why   " + breach.why());
        }
    }
}
