package dev.konbini.cli.release;

import dev.konbini.cli.contracts.Version;
import dev.konbini.cli.suite.Installation;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Cuts a version of Konbini.
@Command(
        name = "release",
        description = {
            "Cut a version: keep a copy of its contracts, write its part of CHANGELOG.md, commit and tag.",
            "",
            "Refuses unless everything is committed, VERSION is the poms' and above the last one, and 'konbini contracts' finds it compatible with every release. Nothing is pushed. If it fails, everything is as before."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Example:", "  konbini release 0.2.0 --next 0.3.0"})
public final class ReleaseCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VERSION", description = "The version to release, such as 0.2.0.")
    private String version = "";

    @Option(
            names = "--next",
            paramLabel = "VERSION",
            description =
                    "The version to go on with: written into the poms and the chart, and committed.")
    private @Nullable String next;

    @Override
    public Integer call() {
        var released = Version.parse(version);
        var begun = next == null ? null : Version.parse(next);
        new CutRelease(Installation.current().root(), Clock.systemUTC()).cut(released, begun);
        var out = spec.commandLine().getOut();
        out.println("Released %s as the tag v%s.".formatted(released, released));
        if (begun != null) {
            out.println("Begun %s.".formatted(begun));
        }
        out.println("To publish it: git push --follow-tags");
        return 0;
    }
}
