package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Fetches artifacts through `mvn`, and so through the user's own settings and local repository.
public final class Maven {

    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:";

    private Maven() {}

    /// Copies one artifact into `folder`.
    ///
    /// @param coordinates `group:artifact:version:type`
    /// @throws ServerException if there is no `mvn`, or it fails
    public static void copy(String coordinates, Path folder) {
        run(
                folder,
                List.of(
                        PLUGIN + "copy",
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + folder));
    }

    /// Copies artifacts and all that they need at run time into `folder`.
    ///
    /// @param coordinates each `group:artifact:version`
    /// @throws ServerException if there is no `mvn`, or it fails
    public static void copyWithDependencies(List<String> coordinates, Path folder)
            throws IOException {
        var project = Files.createTempDirectory("konbini-maven");
        try {
            var pom = project.resolve("pom.xml");
            Files.writeString(pom, pom(coordinates));
            run(
                    project,
                    List.of(
                            PLUGIN + "copy-dependencies",
                            "-f",
                            pom.toString(),
                            "-DincludeScope=runtime",
                            "-DoutputDirectory=" + folder));
        } finally {
            Cache.delete(project);
        }
    }

    private static String pom(List<String> coordinates) {
        var dependencies =
                coordinates.stream()
                        .map(artifact -> artifact.split(":", -1))
                        .map(part ->
                                """
                                    <dependency>
                                      <groupId>%s</groupId>
                                      <artifactId>%s</artifactId>
                                      <version>%s</version>
                                    </dependency>
                                """
                                        .formatted(part[0], part[1], part[2]))
                        .collect(Collectors.joining());
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>dev.konbini</groupId>
          <artifactId>fetched</artifactId>
          <version>0</version>
          <packaging>pom</packaging>
          <dependencies>
        %s  </dependencies>
        </project>
        """
                .formatted(dependencies);
    }

    private static void run(Path directory, List<String> arguments) {
        if (!Tool.present("mvn")) {
            throw new ServerException(
                    "There is no mvn on the PATH, by which servers are fetched from Maven Central",
                    "Install Maven 3.8.7 or newer");
        }
        var command = new ArrayList<>(List.of("mvn", "-B", "-q"));
        command.addAll(arguments);
        var result = Tool.run(directory, command);
        if (!result.succeeded()) {
            throw new ServerException(
                    "mvn could not fetch what is needed:\n" + result.tail(),
                    "Check the connection and the mirrors in ~/.m2/settings.xml, then run this again");
        }
    }
}
