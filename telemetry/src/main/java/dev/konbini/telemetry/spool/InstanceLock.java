package dev.konbini.telemetry.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says that the process that owns an instance's folder lives: the operating system frees it when
/// the process ends, however it ends.
final class InstanceLock implements Closeable {

    // POSIX frees a file's lock when any descriptor of it in the process is closed, so a folder
    // that this process
    // holds must not even be tried again.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path name;

    private InstanceLock(FileChannel channel, Path name) {
        this.channel = channel;
        this.name = name;
    }

    /// Takes the lock of the folder that is, or will be, named `directory` and is now at `place`;
    /// null if a living process has it.
    static @Nullable InstanceLock tryTake(Path directory, Path place) throws IOException {
        var name = directory.toAbsolutePath().normalize();
        if (!HELD.add(name)) {
            return null;
        }
        var taken = false;
        try {
            var channel =
                    FileChannel.open(
                            place.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                taken = channel.tryLock() != null;
            } catch (OverlappingFileLockException _) {
                taken = false;
            }
            if (!taken) {
                channel.close();
                return null;
            }
            return new InstanceLock(channel, name);
        } finally {
            if (!taken) {
                HELD.remove(name);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(name);
    }
}
