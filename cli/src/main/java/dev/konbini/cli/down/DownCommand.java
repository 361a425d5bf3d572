package dev.konbini.cli.down;

import dev.konbini.cli.server.ServerProcesses;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.SuiteLock;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Progress;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Stops a suite and, if asked to, removes its data.
@Command(
        name = "down",
        description = {
            "Stop the suite: the gateway, then the other services, then the servers.",
            "",
            "Each is asked politely and finishes what it is doing. Data stays, and the next 'up' goes on with it."
        },
        optionListHeading = "%nOptions:%n")
public final class DownCommand implements Callable<Integer> {

    @Mixin private final DataOption data = new DataOption();

    @Option(
            names = "--purge",
            description = "Remove the data too: orders, catalogue, logs, keys, tokens, settings.")
    private boolean purge;

    @Override
    public Integer call() {
        var folder = data.folder(Installation.current());
        if (!Files.isDirectory(folder.root())) {
            System.out.println("Nothing is running: there is no suite in " + folder.root() + ".");
            return 0;
        }
        try (var _ = SuiteLock.take(folder);
                var progress = Progress.onStandardOutput()) {
            int stopped = new Stop(folder, progress).all();
            progress.say(stopped == 0 ? "Nothing was running." : "Konbini is down.");
            if (purge) {
                purge(folder, progress);
            }
        }
        return 0;
    }

    private static void purge(DataFolder folder, Progress progress) {
        var settings = folder.settings().orElseGet(SuiteSettings::usual);
        new ServerProcesses(folder, settings).purge();
        var removed = folder.purge();
        progress.say(
                removed.isEmpty()
                        ? "There was nothing to remove in " + folder.root() + "."
                        : "Removed from %s: %s."
                                .formatted(folder.root(), String.join(", ", removed)));
    }
}
