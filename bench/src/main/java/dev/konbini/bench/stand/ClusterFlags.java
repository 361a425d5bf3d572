package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/// The JVM flags that a service has in a cluster: those of its image, which the root pom names.
final class ClusterFlags {

    /// What means something only in an image: its AOT cache, and shares of its pod's memory.
    private static final List<String> OF_IMAGES =
            List.of("-XX:AOTCache=", "-XX:InitialRAMPercentage=", "-XX:MaxRAMPercentage=");

    private ClusterFlags() {}

    /// Reads them.
    ///
    /// @throws Refusal if the pom names none
    static List<String> of(Path rootPom) {
        var flags = new ArrayList<String>();
        try {
            var nodes =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(rootPom.toFile())
                            .getElementsByTagName("jvmFlag");
            for (int i = 0; i < nodes.getLength(); i++) {
                var flag = nodes.item(i).getTextContent().strip();
                if (OF_IMAGES.stream().noneMatch(flag::startsWith)) {
                    flags.add(flag);
                }
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw Refusal.failed("%s cannot be read (%s).".formatted(rootPom, e.getMessage()));
        }
        if (flags.isEmpty()) {
            throw Refusal.failed(rootPom + " names no <jvmFlag> for the services' images.");
        }
        return List.copyOf(flags);
    }
}
