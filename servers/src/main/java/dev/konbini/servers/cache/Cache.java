package dev.konbini.servers.cache;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A directory of folders that are each made once, whole or not at all.
///
/// Two programs that want the same folder at once are put in line by a file lock: the second finds
/// it made. What a program that died left half-made is removed by the next.
///
/// @param root made when first needed
public record Cache(Path root) {

    // A file lock is held by the whole JVM, so its threads are put in line by these.
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    public Cache {
        root = root.toAbsolutePath().normalize();
    }

    /// The cache of this user: `$XDG_CACHE_HOME/konbini`, or `~/.cache/konbini`.
    public static Cache standard() {
        var base = System.getenv("XDG_CACHE_HOME");
        return new Cache(
                base == null || base.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache", "konbini")
                        : Path.of(base, "konbini"));
    }

    /// Fills a new, empty folder.
    @FunctionalInterface
    public interface Maker {
        void make(Path folder) throws IOException;
    }

    /// Whether `name` has been made.
    public boolean has(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    /// The folder `name`, made by `maker` unless it is there already.
    ///
    /// @throws ServerException if the cache cannot be written, or what `maker` throws; nothing of
    ///   the folder is then kept
    public Path folder(String name, Maker maker) {
        var folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var lock = LOCKS.computeIfAbsent(folder, path -> new ReentrantLock());
        lock.lock();
        try {
            Files.createDirectories(root);
            var open =
                    new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.WRITE};
            try (var channel = FileChannel.open(root.resolve(name + ".lock"), open);
                    var held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(folder)) {
                    make(folder, maker);
                }
            }
            return folder;
        } catch (IOException | UncheckedIOException e) {
            throw new ServerException(
                    name + " cannot be put into the cache " + root + ": " + e.getMessage(),
                    "Make the cache writable and see that the disk has room, or choose another",
                    e);
        } finally {
            lock.unlock();
        }
    }

    private static void make(Path folder, Maker maker) throws IOException {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        delete(part);
        Files.createDirectories(part);
        try {
            maker.make(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(part);
        }
    }

    /// Deletes a file or a folder with all in it; nothing where there is none. Follows no links.
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
