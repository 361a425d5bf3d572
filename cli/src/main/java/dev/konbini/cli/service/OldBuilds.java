package dev.konbini.cli.service;

import dev.konbini.servers.cache.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Clears away what was prepared for earlier builds.
final class OldBuilds {

    private OldBuilds() {}

    /// Removes the folders beside `current` that no running process was started from.
    static void remove(Path runFolder, Path current) throws IOException {
        List<Path> folders;
        try (var files = Files.list(runFolder)) {
            folders =
                    files.filter(Files::isDirectory).filter(each -> !each.equals(current)).toList();
        }
        for (var folder : folders) {
            if (!isInUse(folder)) {
                Cache.delete(folder);
            }
        }
    }

    private static boolean isInUse(Path folder) {
        return ProcessHandle.allProcesses()
                .anyMatch(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(folder + "/"))
                                .isPresent());
    }
}
