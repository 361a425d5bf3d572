package dev.konbini.bench.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How busy the machine was before a benchmark began: its load average of the last minute.
public record MachineLoad(double average) {

    private static final double QUIET_MAX = 1.0;

    /// As `bench/run` has seen it before it built anything, or else as it is now.
    public static MachineLoad before() {
        @Nullable String seen = System.getenv("KONBINI_LOAD");
        try {
            return parse(seen == null ? Files.readString(Path.of("/proc/loadavg")) : seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the first field of `/proc/loadavg` (proc(5)).
    static MachineLoad parse(String text) {
        return new MachineLoad(Double.parseDouble(text.strip().split(" ", -1)[0]));
    }

    boolean isQuiet() {
        return average <= QUIET_MAX;
    }

    /// What has to stand above figures that were made under this load.
    public String heading() {
        var load = String.format(Locale.ROOT, "Load average before it began: %.2f.", average);
        return isQuiet()
                ? load
                : load
                        + " **The machine was not quiet: these figures show that it works, not how"
                        + " fast it is.**";
    }
}
