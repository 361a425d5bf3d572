package dev.konbini.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutReleaseTests {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T03:04:05Z"), ZoneOffset.UTC);
    private static final String SCHEMA = "contracts/topics/orders/event.schema.json";

    @TempDir private Path root;
    private Git git = new Git(Path.of(""));

    @BeforeEach
    void makeRepository() throws IOException {
        git = new Git(root);
        git.run("init", "--quiet");
        git.run("config", "user.name", "Ann");
        git.run("config", "user.email", "ann@example.com");
        write("pom.xml", pom("0.1.0"));
        write("web/pom.xml", pom("0.1.0"));
        write("helm/konbini/Chart.yaml", "name: konbini\nversion: 0.1.0\nappVersion: \"0.1.0\"\n");
        write(
                "k8s/base/konbini.yaml",
                "app.kubernetes.io/version: \"0.1.0\"\nimage: konbini/gateway:0.1.0\nimage: other:0.1.0\n");
        write(SCHEMA, "{\"type\": \"string\"}");
        write("contracts/README.md", "# Contracts\n");
        git.commit("Begin");
        write("a.txt", "a");
        git.commit("Sell tea");
    }

    @Test
    void keepsContractsAndChangelogUnderATag() throws IOException {
        cut("0.1.0", null);

        assertThat(read("contracts/released/0.1.0/topics/orders/event.schema.json"))
                .isEqualTo(read(SCHEMA));
        assertThat(root.resolve("contracts/released/0.1.0/README.md")).doesNotExist();
        assertThat(read("CHANGELOG.md"))
                .isEqualTo("# Changelog\n\n## 0.1.0 (2026-11-22)\n- Sell tea\n- Begin\n");
        assertThat(git.subjects("")).startsWith("Release 0.1.0");
        assertThat(git.run("cat-file", "-t", "v0.1.0")).isEqualTo("tag");
        assertThat(git.run("rev-parse", "v0.1.0^{}")).isEqualTo(git.head());
        assertThat(git.isClean()).isTrue();
    }

    @Test
    void goesOnWithTheNextVersionInEveryFileThatNamesIt() throws IOException {
        cut("0.1.0", "0.2.0");

        assertThat(git.subjects("")).startsWith("Begin 0.2.0", "Release 0.1.0");
        assertThat(git.run("rev-parse", "v0.1.0^{}")).isEqualTo(git.run("rev-parse", "HEAD~1"));
        assertThat(read("pom.xml")).isEqualTo(pom("0.2.0"));
        assertThat(read("web/pom.xml")).isEqualTo(pom("0.2.0"));
        assertThat(read("helm/konbini/Chart.yaml"))
                .isEqualTo("name: konbini\nversion: 0.2.0\nappVersion: \"0.2.0\"\n");
        assertThat(read("k8s/base/konbini.yaml"))
                .isEqualTo(
                        "app.kubernetes.io/version: \"0.2.0\"\nimage: konbini/gateway:0.2.0\nimage: other:0.1.0\n");
    }

    @Test
    void changelogTellsTheLatestVersionFirstAndEachChangeOnce() throws IOException {
        cut("0.1.0", "0.2.0");
        write("a.txt", "b");
        git.commit("Sell coffee");

        cut("0.2.0", null);

        assertThat(read("CHANGELOG.md"))
                .startsWith(
                        "# Changelog\n\n## 0.2.0 (2026-11-22)\n- Sell coffee\n\n## 0.1.0 (2026-11-22)\n- Sell tea\n");
    }

    @Test
    void changelogGoesOnFromTheLastVersionAlsoWhereItsTagIsNot() throws IOException {
        cut("0.1.0", "0.2.0");
        git.run("tag", "--delete", "v0.1.0");
        write("a.txt", "b");
        git.commit("Sell coffee");

        cut("0.2.0", null);

        assertThat(read("CHANGELOG.md"))
                .startsWith(
                        "# Changelog\n\n## 0.2.0 (2026-11-22)\n- Sell coffee\n\n## 0.1.0 (2026-11-22)\n");
    }

    @Test
    void refusesWhatIsNotCommitted() throws IOException {
        write("b.txt", "b");

        refuses("0.1.0", null, "not committed");

        assertThat(root.resolve("b.txt")).exists();
    }

    @Test
    void refusesAVersionThatThePomsDoNotHave() {
        refuses("0.2.0", null, "The poms say 0.1.0");
    }

    @Test
    void refusesAVersionThatIsNotAboveTheLast() {
        cut("0.1.0", null);

        refuses("0.1.0", null, "0.1.0 is not above 0.1.0");
    }

    @Test
    void refusesANextVersionThatIsNotAbove() {
        refuses("0.1.0", "0.1.0", "The next version, 0.1.0, is not above 0.1.0");
    }

    @Test
    void refusesATagThatIsThere() {
        git.run("tag", "v0.1.0");

        refuses("0.1.0", null, "There is a tag v0.1.0 already");

        assertThat(git.hasTag("v0.1.0")).isTrue();
    }

    @Test
    void refusesWhatTheGateRefuses() throws IOException {
        cut("0.1.0", "0.2.0");
        write(SCHEMA, "{\"type\": \"integer\"}");
        git.commit("Number events");

        refuses("0.2.0", null, "0.2.0 may not run beside 0.1.0");
    }

    @Test
    void undoesAllWhenTheCommitFails() throws IOException {
        hook("commit-msg", "exit 1");

        refuses("0.1.0", null, "git commit failed");
    }

    @Test
    void undoesTheReleaseWhenTheNextVersionCannotBeBegun() throws IOException {
        hook("commit-msg", "! grep -q '^Begin' \"$1\"");

        refuses("0.1.0", "0.2.0", "git commit failed");
    }

    /// That it is refused for that reason, and nothing is other than before.
    private void refuses(String version, @Nullable String next, String reason) {
        var head = git.head();
        var tags = git.run("tag", "--list");
        var status = git.run("status", "--porcelain");

        assertThatThrownBy(() -> cut(version, next))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);

        assertThat(git.head()).isEqualTo(head);
        assertThat(git.run("tag", "--list")).isEqualTo(tags);
        assertThat(git.run("status", "--porcelain")).isEqualTo(status);
    }

    private void cut(String version, @Nullable String next) {
        new CutRelease(root, CLOCK)
                .cut(Version.parse(version), next == null ? null : Version.parse(next));
    }

    private void hook(String name, String script) throws IOException {
        var hook = root.resolve(".git/hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    private static String pom(String version) {
        return """
        <project>
          <parent><artifactId>spring</artifactId><version>4.1.0</version></parent>
          <artifactId>konbini</artifactId>
          <version>%s</version>
        </project>
        """
                .formatted(version);
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private void write(String file, String content) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
