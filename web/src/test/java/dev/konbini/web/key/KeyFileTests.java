package dev.konbini.web.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;

@ExtendWith(OutputCaptureExtension.class)
class KeyFileTests {

    @TempDir private Path directory;

    @Test
    void saysOnceThatItCannotBeReadAndAgainWhenItCouldBeMeanwhile(CapturedOutput output)
            throws IOException {
        var path = directory.resolve("keys");
        var keys =
                new KeyFile<>(new FileSystemResource(path), file -> file.getContentAsString(UTF_8));

        for (var i = 0; i < 2; i++) {
            Files.writeString(path, "key");
            assertThat(keys.held().failure()).isNull();
            Files.delete(path);
            assertThat(keys.held().failure()).isNotNull();
            assertThat(keys.held().content()).isEqualTo("key");
        }

        assertThat(output.getOut().split("cannot be read", -1)).hasSize(3);
    }
}
