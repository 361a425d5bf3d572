package dev.konbini.bench.stand;

import dev.konbini.servers.process.ManagedProcess;
import java.util.stream.Collectors;

/// The end of a process's log, short enough for a message.
public final class LogEnd {

    private static final int LINES = 8;
    private static final int LINE_CHARACTERS_MAX = 300;

    private LogEnd() {}

    /// Its last lines, cut where they are long, under a line that says whose they are.
    public static String of(ManagedProcess process) {
        return process.lastLines(LINES).stream()
                .map(line -> line.substring(0, Math.min(line.length(), LINE_CHARACTERS_MAX)))
                .collect(Collectors.joining("\n  ", "the end of " + process.log() + ":\n  ", ""));
    }
}
