package dev.konbini.servers.local;

import java.nio.file.Path;

/// Where the files of one suite on this machine lie.
///
/// @param root such as `.konbini`; made when first needed
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /// The records of the running processes.
    public Path run() {
        return root.resolve("run");
    }

    /// What the processes print.
    public Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    /// What a server keeps, its settings included.
    public Path data(String server) {
        return root.resolve("data").resolve(server);
    }
}
