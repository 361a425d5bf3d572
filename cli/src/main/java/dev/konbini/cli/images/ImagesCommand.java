package dev.konbini.cli.images;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Builds an image of each service and of the command line, as tars or into a registry.
@Command(
        name = "images",
        description = "Build container images of the suite, as tars or into a registry.",
        footer = {
            "",
            "Examples:",
            "  konbini images                                       */target/jib-image.tar",
            "  konbini images --base ./jre.tar                      on a base of one's own",
            "  konbini images --push registry.example/konbini       into a registry, too"
        })
public final class ImagesCommand implements Callable<Integer> {

    private static final String MODULE_BEGINS = "[INFO] Building Konbini ";

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            defaultValue = "eclipse-temurin:25-jre",
            description =
                    "What they are built on: a registry's image or a tar, with a Java 25 (default: ${DEFAULT-VALUE}).")
    private String base = "";

    @Option(
            names = "--push",
            paramLabel = "REGISTRY",
            description =
                    "A registry's folder to push them to. Who may is read where Docker keeps it.")
    private @Nullable String registry;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "Their tag (default: the version of the build).")
    private @Nullable String tag;

    @Override
    public Integer call() {
        var installation = Installation.current();
        try (var progress = Progress.onStandardOutput();
                var training = Training.start(progress)) {
            int status = build(installation, progress, training);
            if (status == 0) {
                for (var module : modules()) {
                    var image = installation.root().resolve(module).resolve("target/jib-image.tar");
                    progress.say("%s  %d MB".formatted(image, Files.size(image) / 1_000_000));
                }
            }
            return status;
        } catch (IOException e) {
            throw Refusal.failed(
                    "The images cannot be built (%s). Maven must be on the PATH."
                            .formatted(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("Building the images was interrupted: run it again.");
        }
    }

    private int build(Installation installation, Progress progress, Training training)
            throws IOException, InterruptedException {
        var log = installation.root().resolve(".konbini/images.log");
        Files.createDirectories(log.getParent());
        takeStamps(installation.root());
        var builder =
                new ProcessBuilder(command())
                        .directory(installation.root().toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(training.environment());
        var process = builder.start();
        process.getOutputStream().close();
        try (var reader = process.inputReader();
                var writer = Files.newBufferedWriter(log)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                if (line.startsWith(MODULE_BEGINS)) {
                    progress.say("building " + line.substring(MODULE_BEGINS.length()) + " …");
                } else if (line.startsWith("[ERROR] ")) {
                    progress.say(line);
                }
            }
        }
        int status = process.waitFor();
        if (status != 0) {
            progress.say("All of Maven's output is in " + log + ".");
        }
        return status;
    }

    /// Has the launcher build the services anew when they are next started: an image's plain jars
    /// come to lie where those are that run.
    static void takeStamps(Path root) throws IOException {
        for (var service : Service.values()) {
            Files.deleteIfExists(root.resolve(service.module()).resolve("target/konbini-built"));
        }
    }

    /// Maven's command line.
    List<String> command() {
        var command =
                new ArrayList<>(
                        List.of(
                                "mvn",
                                "-B",
                                "-ntp",
                                "-Pimages",
                                "-Dmaven.test.skip=true",
                                "-Dspotless.check.skip=true",
                                "-pl",
                                String.join(",", modules()),
                                "-am",
                                "-Djre.image=" + location(base)));
        if (tag != null) {
            command.add("-Dimage.tag=" + tag);
        }
        if (registry != null) {
            command.add("-Dimage.prefix=" + (registry.endsWith("/") ? registry : registry + "/"));
        }
        command.add("package");
        if (registry != null) {
            command.add("jib:build");
        }
        return command;
    }

    private static List<String> modules() {
        return Stream.concat(Arrays.stream(Service.values()).map(Service::module), Stream.of("cli"))
                .toList();
    }

    /// As Jib names it: a file by an absolute URI, anything else as it stands.
    private static String location(String base) {
        var file = Path.of(base);
        if (base.endsWith(".tar") && !Files.isRegularFile(file)) {
            throw Refusal.usage(
                    "There is no file %s: name a tar that is there, or a registry's image."
                            .formatted(base));
        }
        return Files.isRegularFile(file) ? "tar://" + file.toAbsolutePath().normalize() : base;
    }
}
