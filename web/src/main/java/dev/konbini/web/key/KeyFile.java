package dev.konbini.web.key;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/// A file of keys that is read again when it has changed, so that keys are rotated while the
/// service runs.
///
/// @param <T> what is made of the file
public final class KeyFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Resource file;
    private final Reader<T> reader;
    private volatile @Nullable Loaded<T> loaded;
    private volatile boolean warned;

    public KeyFile(Resource file, Reader<T> reader) {
        this.file = file;
        this.reader = reader;
    }

    /// What the file holds. Each call costs one look at the file's time.
    ///
    /// While a changed file cannot be read, say because it is being written, this is what it held
    /// before.
    ///
    /// @throws IOException if it cannot be read and never was, as the reader throws it
    public Held<T> held() throws IOException {
        var known = loaded;
        try {
            if (known == null || file.lastModified() != known.modifiedMillis()) {
                known = load();
                loaded = known;
            }
            warned = false;
            return new Held<>(known.content(), null);
        } catch (IOException e) {
            if (known == null) {
                throw e;
            }
            warn(e);
            return new Held<>(known.content(), e);
        }
    }

    /// Says it once, since each request asks for the keys.
    private void warn(IOException e) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{} cannot be read; the keys that were there before are used: {}",
                    file,
                    e.toString());
        }
    }

    private Loaded<T> load() throws IOException {
        // The time is taken before the content: a change in between is then seen as a change later.
        var modifiedMillis = file.lastModified();
        return new Loaded<>(modifiedMillis, reader.read(file));
    }

    /// Makes of a file what is wanted of it.
    @FunctionalInterface
    public interface Reader<T> {

        /// What `file` holds.
        ///
        /// @throws IOException if that cannot be read; its message is logged, and must quote no
        ///   secret
        T read(Resource file) throws IOException;
    }

    /// What a file holds, as far as it can be read.
    ///
    /// @param failure why this is what the file held before, not what it holds now; null where it
    ///   is that
    public record Held<T>(T content, @Nullable IOException failure) {}

    private record Loaded<T>(long modifiedMillis, T content) {}
}
