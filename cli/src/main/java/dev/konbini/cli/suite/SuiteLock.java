package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// Keeps two commands from changing one suite at the same time. The system lets go of it however
/// its holder ends.
public final class SuiteLock implements AutoCloseable {

    private final FileChannel channel;

    private SuiteLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the suite's lock.
    ///
    /// @throws Refusal if another command holds it; names that command's process
    public static SuiteLock take(DataFolder data) {
        try {
            Files.createDirectories(data.root());
            var channel =
                    FileChannel.open(
                            data.lock(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw Refusal.failed(
                        "Another konbini command (pid %s) is changing the suite in %s: wait until it is done, or end it."
                                .formatted(Files.readString(data.lock()).strip(), data.root()));
            }
            channel.truncate(0);
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
            return new SuiteLock(channel);
        } catch (IOException e) {
            throw Refusal.failed(
                    "The folder %s cannot be used (%s). Choose another with --data."
                            .formatted(data.root(), e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
