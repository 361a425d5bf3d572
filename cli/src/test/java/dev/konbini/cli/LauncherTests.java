package dev.konbini.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher script in a clone of its own, with a Maven and a JDK that only tell how they
/// were called.
class LauncherTests {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("contracts.directory")).resolveSibling("konbini");

    private static final String POM =
            """
            <project>
              <modules>
                <module>servers</module>
                <module>web</module>
                <module>cli</module>
                <module>gateway</module>
              </modules>
              <java.version>25</java.version>
              <maven.version.min>3.8.7</maven.version.min>
            </project>
            """;

    @TempDir private Path root;

    record Answer(int status, String text) {}

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(LAUNCHER, root.resolve("konbini"));
        executable(root.resolve("konbini"));
        write("pom.xml", POM);
        module("servers", "");
        module("web", dependency("servers", "<scope>test</scope>"));
        module("cli", dependency("servers", ""));
        module("gateway", dependency("web", ""));
        write("cli/target/cli-1.jar", "");
        write("cli/target/lib/a.jar", "");
        jdk("jdk", "25.0.3");
        script(
                "bin/mvn",
                "echo \"$*\" >> \"$ROOT/maven\"; echo '[INFO] Building Konbini web 1 [1/1]';"
                        + " mkdir -p cli/target/lib; touch cli/target/cli-1.jar cli/target/lib/a.jar");
    }

    @Test
    void whatAnEarlierVersionLeftIsNotBesideWhatIsBuilt() throws Exception {
        write("cli/target/cli-0.jar", "");
        write("cli/target/lib/servers-0.jar", "");

        assertThat(run(Map.of(), "build").status()).isZero();

        assertThat(root.resolve("cli/target/cli-0.jar")).doesNotExist();
        assertThat(root.resolve("cli/target/dist/cli.jar")).exists();
        assertThat(root.resolve("cli/target/dist/lib/a.jar")).exists();
        assertThat(root.resolve("cli/target/dist/lib/servers-0.jar")).doesNotExist();
    }

    @Test
    void saysWhichJdkToInstallWhenThereIsNone() throws Exception {
        var answer = run(Map.of("JAVA_HOME", "", "KONBINI_JDK_FOLDERS", "/nowhere"), "help");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text())
                .contains("needs a JDK 25 or newer and none was found")
                .contains("/nowhere")
                .contains("temurin-25-jdk")
                .contains("set JAVA_HOME");
    }

    @Test
    void passesOverAnOldJdkForOneInTheUsualFolders() throws Exception {
        jdk("old", "17.0.9");
        jdk("usual/temurin", "26");

        var answer =
                run(
                        Map.of(
                                "JAVA_HOME",
                                root.resolve("old").toString(),
                                "KONBINI_JDK_FOLDERS",
                                root.resolve("usual").toString()),
                        "status");

        assertThat(answer.status()).isZero();
        assertThat(answer.text()).contains("usual/temurin ran").contains("Konbini status");
    }

    @Test
    void buildsTheCommandLineOnceAndNothingElseForHelp() throws Exception {
        run("help");
        run("help");

        assertThat(maven()).hasLineCount(1).contains("-pl servers,cli -am package");
    }

    @Test
    void buildsEverythingAtFirstAndNothingWhenNothingChanged() throws Exception {
        run("build");
        assertThat(maven()).hasLineCount(1).contains("-pl servers,web,cli,gateway");

        run("build");

        assertThat(maven()).hasLineCount(1);
    }

    @Test
    void changedModuleIsBuiltWithThoseThatDependOnIt() throws Exception {
        run("build");
        later("web/src/main/A.java");

        var answer = run("build");

        assertThat(answer.text()).contains("building web …");
        assertThat(lastBuild()).contains("-pl web,gateway -am");
    }

    @Test
    void dependencyOfTheTestsAloneMakesNothingStale() throws Exception {
        run("build");
        later("servers/src/main/A.java");

        run("build");

        assertThat(lastBuild()).contains("-pl servers,cli -am");
    }

    @Test
    void changedTestMakesNothingStale() throws Exception {
        run("build");
        later("web/src/test/ATests.java");

        run("build");

        assertThat(maven()).hasLineCount(1);
    }

    @Test
    void tellsTheCommandLineWhatIsStale() throws Exception {
        run("build");
        later("gateway/src/main/A.java");

        assertThat(run("up").text()).contains("stale: gateway");
        assertThat(run(Map.of("KONBINI_NO_BUILD", "1"), "up").text()).contains("stale: \n");
        assertThat(maven()).hasLineCount(1);
    }

    @Test
    void failedBuildShowsErrorsAndLeavesTheModuleStale() throws Exception {
        script("bin/mvn", "echo \"$*\" >> \"$ROOT/maven\"; echo '[ERROR] A.java:[1,2] no'; exit 1");

        var answer = run("build");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).contains("A.java:[1,2] no").contains("build.log");
        run("build");
        assertThat(maven()).hasLineCount(2);
    }

    @Test
    void recordsAStartOfItsOwnThatFindsNothingRunning() throws Exception {
        script(
                "jdk/bin/java",
                "for each; do case \"$each\" in -XX:AOTCacheOutput=*) : >\"${each#*=}\"; exit 1 ;; esac; done;"
                        + " echo \"$*\"");

        run("build");

        var dist = root.resolve("cli/target/dist");
        try (var changes = dist.getFileSystem().newWatchService()) {
            dist.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            while (Files.notExists(dist.resolve("cli.aot"))) {
                var change = changes.poll(30, TimeUnit.SECONDS);
                assertThat(change).as("cli.aot is there").isNotNull();
                change.reset();
            }
        }
        assertThat(run("help").text()).contains("-XX:AOTCache=" + dist.toRealPath());
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(root.resolve("bin/mvn"));
        var answer = run(Map.of("PATH", tools()), "build");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).contains("no mvn on the PATH").contains("3.8.7");
    }

    private Answer run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Answer run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(root.resolve("konbini").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("KONBINI"));
        builder.environment().put("ROOT", root.toString());
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("KONBINI_JDK_FOLDERS", "");
        builder.environment().put("PATH", root.resolve("bin") + ":" + tools());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text);
    }

    /// A folder with the tools that the launcher uses and no Java.
    private String tools() throws IOException {
        var folder = root.resolve("tools");
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            for (var tool :
                    "bash env sed awk find touch mkdir rm cp mv grep head tee cat nice readlink"
                            .split(" ", -1)) {
                for (var place : List.of("/usr/bin", "/bin")) {
                    var file = Path.of(place, tool);
                    if (Files.exists(file) && Files.notExists(folder.resolve(tool))) {
                        script("tools/" + tool, "exec " + file + " \"$@\"");
                    }
                }
            }
        }
        return folder.toString();
    }

    private String maven() throws IOException {
        return Files.readString(root.resolve("maven")).stripTrailing();
    }

    private String lastBuild() throws IOException {
        return maven().lines().reduce((_, last) -> last).orElse("");
    }

    private void module(String name, String dependencies) throws IOException {
        write(
                name + "/pom.xml",
                "<project>\n<artifactId>%s</artifactId>\n<dependencies>\n%s</dependencies>\n</project>\n"
                        .formatted(name, dependencies));
        write(name + "/src/main/A.java", "");
        Files.createDirectories(root.resolve(name).resolve("target"));
    }

    private static String dependency(String module, String scope) {
        return "<dependency>\n<groupId>dev.konbini</groupId>\n<artifactId>%s</artifactId>\n%s\n</dependency>\n"
                .formatted(module, scope);
    }

    private void jdk(String folder, String version) throws IOException {
        write(folder + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(
                folder + "/bin/java",
                "echo \"${0%/bin/java} ran: $*\"; echo \"stale: $KONBINI_STALE\"");
        script(folder + "/bin/javac", "");
    }

    private void script(String path, String body) throws IOException {
        write(path, "#!/bin/sh\n" + body + "\n");
        executable(root.resolve(path));
    }

    /// Writes a file as if some time had passed since the last build.
    private void later(String path) throws IOException {
        write(path, "changed");
        Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.now().plusSeconds(60)));
    }

    private void write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
