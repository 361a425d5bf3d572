package dev.konbini.cli.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImagesCommandTests {

    @TempDir private Path directory;

    @Test
    void writesTarsOnTheUsualBase() {
        var command = command();

        assertThat(command).contains("-Pimages", "-Djre.image=eclipse-temurin:25-jre");
        assertThat(command).endsWith("package");
    }

    @Test
    void buildsOnATarByItsAbsolutePath() throws IOException {
        var tar = Files.writeString(directory.resolve("jre.tar"), "");

        assertThat(command("--base", tar.toString())).contains("-Djre.image=tar://" + tar);
    }

    @Test
    void refusesATarThatIsNotThere() {
        var absent = directory.resolve("absent.tar").toString();

        assertThatThrownBy(() -> command("--base", absent))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(absent);
    }

    @Test
    void pushesIntoTheFolderOfARegistry() {
        var command = command("--push", "registry.example/shop", "--tag", "2");

        assertThat(command).contains("-Dimage.prefix=registry.example/shop/", "-Dimage.tag=2");
        assertThat(command).endsWith("package", "jib:build");
    }

    @Test
    void hasTheServicesBuiltAnewForTheNextStartAndNothingElse() throws IOException {
        var service = stamp("gateway");
        var cli = stamp("cli");

        ImagesCommand.takeStamps(directory);

        assertThat(service).doesNotExist();
        assertThat(cli).exists();
    }

    private Path stamp(String module) throws IOException {
        var target = Files.createDirectories(directory.resolve(module).resolve("target"));
        return Files.writeString(target.resolve("konbini-built"), "");
    }

    private static List<String> command(String... options) {
        var command = new ImagesCommand();
        new CommandLine(command).parseArgs(options);
        return command.command();
    }
}
