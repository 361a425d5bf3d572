package dev.konbini.cli.release;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.contracts.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that name the version of the build: the poms, the chart and what is rendered from it.
///
/// @param root the folder of the root pom
record VersionFiles(Path root) {

    private static final Pattern POM =
            Pattern.compile("(<artifactId>konbini</artifactId>\\s*<version>)([^<]+)(</version>)");
    private static final Pattern CHART =
            Pattern.compile("(?m)(^(?:version|appVersion): \"?)([^\"\\s]+)(\"?$)");
    private static final Pattern MANIFEST =
            Pattern.compile(
                    "(app\\.kubernetes\\.io/version: \"|image: konbini/[a-z-]+:)([^\"\\s]+)(\"?)");

    /// The version that the root pom names.
    Version version() {
        var matcher = POM.matcher(read(root.resolve("pom.xml")));
        if (!matcher.find()) {
            throw Refusal.failed(
                    "There is no version of konbini in " + root.resolve("pom.xml") + ".");
        }
        return Version.parse(matcher.group(2));
    }

    /// Names `version` everywhere.
    void set(Version version) {
        for (var pom : poms()) {
            rewrite(pom, POM, version);
        }
        rewrite(root.resolve("helm/konbini/Chart.yaml"), CHART, version);
        rewrite(root.resolve("k8s/base/konbini.yaml"), MANIFEST, version);
    }

    private List<Path> poms() {
        var poms = new ArrayList<Path>();
        poms.add(root.resolve("pom.xml"));
        try (var folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            folders.forEach(folder -> poms.add(folder.resolve("pom.xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return poms;
    }

    private static void rewrite(Path file, Pattern pattern, Version version) {
        if (!Files.exists(file)) {
            return;
        }
        var text =
                pattern.matcher(read(file))
                        .replaceAll(match ->
                                Matcher.quoteReplacement(
                                        match.group(1) + version + match.group(3)));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
