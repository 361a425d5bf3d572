package dev.konbini.servers.local;

import java.nio.file.Path;

/// The JDK that runs this program, which runs the servers written in Java too.
final class JavaCommand {

    private JavaCommand() {}

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String path() {
        return home().resolve("bin/java").toString();
    }
}
