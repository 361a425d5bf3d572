package dev.konbini.commerce.precondition;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Writes ETags of the form `"VERSION-HASH"`.
///
/// The version is what If-Match is held against; the hash makes the tag change with everything else
/// that is answered (language, price, stock), so that a cached answer is never taken for current.
public final class EntityTag {

    private EntityTag() {}

    /// The tag of an answer.
    ///
    /// @param representation what is answered, a record whose text tells all of it
    public static String of(long version, Record representation) {
        var hash = new CRC32();
        hash.update(representation.toString().getBytes(StandardCharsets.UTF_8));
        return "\"%d-%08x\"".formatted(version, hash.getValue());
    }
}
