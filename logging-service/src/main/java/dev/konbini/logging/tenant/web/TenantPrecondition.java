package dev.konbini.logging.tenant.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a caller demands of what is set before it is replaced (RFC 9110, section 13).
///
/// If-Match takes precedence. A tag that is not ours, a weak one among them, matches nothing.
final class TenantPrecondition {

    private static final int TAGS_MAX = 100;

    private TenantPrecondition() {}

    static Predicate<Optional<String>> of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            return ifMatch.strip().equals("*") ? Optional::isPresent : oneOf(ifMatch);
        }
        return ifNoneMatch != null && ifNoneMatch.strip().equals("*")
                ? Optional::isEmpty
                : version -> true;
    }

    /// The version as answers say it.
    static String tag(String version) {
        return '"' + version + '"';
    }

    private static Predicate<Optional<String>> oneOf(String ifMatch) {
        Set<String> tags =
                Arrays.stream(ifMatch.split(",", TAGS_MAX))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet());
        return version -> version.map(TenantPrecondition::tag).filter(tags::contains).isPresent();
    }
}
