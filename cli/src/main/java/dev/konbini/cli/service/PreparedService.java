package dev.konbini.cli.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A service that is ready to be started fast.
///
/// @param jar the unpacked application; its libraries are in `lib` beside it
/// @param cache what a training run has recorded of its start; may be absent
record PreparedService(Path jar, Path cache) {

    /// The JVM options that decide whether a recorded start still fits: the same when it is
    /// recorded and when it is used.
    ///
    /// Only the first compiler: on a small machine the second takes more in the first minutes, the
    /// start among them, than it gives back. `docs/decisions/aot-cache.md` has the figures.
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+UseTransparentHugePages",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xlog:aot=off",
                    "-Xlog:cds=off",
                    "-Dspring.aot.enabled=true",
                    // What the build worked out knows of no beans that are built anew when settings
                    // change.
                    "-Dspring.cloud.refresh.enabled=false",
                    "-Dfile.encoding=UTF-8",
                    "-Duser.timezone=UTC");

    /// The command that starts the service.
    ///
    /// @param config a file of settings
    List<String> command(Path java, int heapMebibytes, Path config) {
        var options = new ArrayList<String>();
        if (Files.exists(cache)) {
            options.add("-XX:AOTCache=" + cache);
        }
        return command(java, heapMebibytes, options, config);
    }

    /// The command that records a start and ends when the service is warm.
    List<String> trainingCommand(Path java, int heapMebibytes, Path output, Path config) {
        return command(
                java,
                heapMebibytes,
                List.of("-XX:AOTCacheOutput=" + output, "-Dkonbini.warm-up.then-exit=true"),
                config);
    }

    private List<String> command(Path java, int heapMebibytes, List<String> options, Path config) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(JVM);
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        command.add("--spring.config.additional-location=" + config.toUri());
        return command;
    }
}
