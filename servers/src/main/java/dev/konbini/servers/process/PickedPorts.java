package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ports that the programs of this user have picked: nobody listens on one yet for as long as
/// its server takes to start, and no other program is to pick it meanwhile.
///
/// Whoever has picked port N holds the lock of byte N of a file. The system lets go of it however
/// its holder ends.
final class PickedPorts {

    private static final Path FILE =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "konbini-ports-" + System.getProperty("user.name"));

    // A lock that nothing refers to is no longer known to be this program's.
    private static final List<FileLock> TAKEN = new ArrayList<>();

    // Never closed, as that would free every lock.
    private static @Nullable FileChannel channel;

    private PickedPorts() {}

    /// Takes `port` until this program ends; false if it is taken, be it by this program.
    ///
    /// @throws ServerException if the file cannot be written
    static synchronized boolean take(int port) {
        try {
            if (channel == null) {
                channel =
                        FileChannel.open(
                                FILE,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
            }
            var lock = channel.tryLock(port, 1, false);
            return lock != null && TAKEN.add(lock);
        } catch (OverlappingFileLockException own) {
            return false;
        } catch (IOException e) {
            throw new ServerException(
                    "What ports are picked cannot be noted in " + FILE + ": " + e.getMessage(),
                    "Make it writable",
                    e);
        }
    }
}
