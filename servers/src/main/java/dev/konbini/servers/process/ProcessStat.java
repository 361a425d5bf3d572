package dev.konbini.servers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the kernel says about one process, as far as telling it from any other needs.
///
/// @param state one letter; `Z` is a dead process that nobody has waited for yet
/// @param threads how many of its threads are left
/// @param startTicks clock ticks between the machine's start and the process's
record ProcessStat(char state, int threads, long startTicks) {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;

    /// The process `pid`, or empty where there is none (any more).
    static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(
                    parse(Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Reads a line of `/proc/PID/stat` (proc(5)): its second field is the program's name in
    /// parentheses, which may itself hold spaces and parentheses, so the fields are counted from
    /// the last one that closes.
    static ProcessStat parse(String line) {
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(
                fields[STATE].charAt(0),
                Integer.parseInt(fields[THREADS]),
                Long.parseLong(fields[START_TICKS]));
    }

    /// Names this start of the machine: start ticks compare only within one.
    static String bootId() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /// Whether any of it still runs. A killed process whose first thread is gone holds its ports
    /// and files until the last of its threads is.
    boolean running() {
        return threads > 1 || (state != 'Z' && state != 'X');
    }
}
