package dev.konbini.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much CPU time a process has taken, in user and kernel mode, all its threads together.
public final class ProcessCpu {

    /// `USER_HZ`: Linux counts so in `/proc`, whatever its own clock.
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int KERNEL_TICKS = 12;

    private ProcessCpu() {}

    /// Seconds since its start, to a hundredth; 0 for a process that is gone.
    public static double seconds(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException gone) {
            return 0;
        }
    }

    /// Of this process.
    public static double ownSeconds() {
        return seconds(ProcessHandle.current().pid());
    }

    /// Reads a line of `/proc/PID/stat` (proc(5)). Its second field, in parentheses, may hold
    /// anything, so the fields are counted from the last one that closes.
    static double parse(String line) {
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]))
                / TICKS_PER_SECOND;
    }
}
