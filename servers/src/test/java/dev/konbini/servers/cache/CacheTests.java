package dev.konbini.servers.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTests {

    @TempDir Path directory;

    @Test
    void folderIsMadeOnceForAllWhoWantItAtOnce() {
        var cache = new Cache(directory.resolve("deep/cache"));
        var made = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(i ->
                            threads.execute(
                                    () -> cache.folder("it", folder -> fill(folder, made))));
        }

        assertThat(made).hasValue(1);
        assertThat(cache.root().resolve("it/file")).hasContent("whole");
        assertThat(cache.has("it")).isTrue();
    }

    @Test
    void failedFolderLeavesNothingAndIsMadeAgain() {
        var cache = new Cache(directory);
        var made = new AtomicInteger();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() ->
                        cache.folder(
                                "it",
                                folder -> {
                                    fill(folder, made);
                                    throw new IOException("disk full");
                                }))
                .withMessageContaining("disk full");
        assertThat(cache.has("it")).isFalse();
        assertThat(directory.resolve("it.part")).doesNotExist();

        cache.folder("it", folder -> fill(folder, made));

        assertThat(made).hasValue(2);
        assertThat(cache.has("it")).isTrue();
    }

    @Test
    void remainsOfProgramThatDiedAreReplaced() throws IOException {
        var part = Files.createDirectories(directory.resolve("it.part"));
        Files.writeString(part.resolve("half"), "ha");

        new Cache(directory).folder("it", folder -> fill(folder, new AtomicInteger()));

        assertThat(directory.resolve("it/half")).doesNotExist();
        assertThat(directory.resolve("it/file")).exists();
    }

    @Test
    void deleteDoesNotFollowLinks() throws IOException {
        var kept = Files.writeString(directory.resolve("kept"), "kept");
        var folder = Files.createDirectory(directory.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), directory);

        Cache.delete(folder);

        assertThat(folder).doesNotExist();
        assertThat(kept).exists();
    }

    private static void fill(Path folder, AtomicInteger made) throws IOException {
        made.incrementAndGet();
        Files.writeString(folder.resolve("file"), "whole");
    }
}
