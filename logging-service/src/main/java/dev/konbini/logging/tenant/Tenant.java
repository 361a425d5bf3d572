package dev.konbini.logging.tenant;

import dev.konbini.logging.mask.MaskRules;
import dev.konbini.logging.mask.Masker;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody whose lines are kept apart from others', and what is agreed with them.
///
/// @param name matches [#NAME]
/// @param retention how long lines are kept, by their own time
/// @param masking what is taken out of lines before they are kept
/// @param masker does so
/// @param tokensNotBefore tokens issued before it are refused; null for none
/// @param staging which lines are copied to staging
public record Tenant(
        String name,
        Quota quota,
        Duration retention,
        MaskRules masking,
        Masker masker,
        @Nullable Instant tokensNotBefore,
        StagingSlice staging) {

    /// Which names tenants may have: those that can be part of an index's name.
    public static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";

    private static final Pattern FORM = Pattern.compile(NAME);

    /// Whether a tenant may have this name.
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /// Whether a token that was issued at `issuedAt` is still good.
    ///
    /// @param issuedAt null where the token does not say, which is good only as long as no token
    ///   was ever revoked
    public boolean accepts(@Nullable Instant issuedAt) {
        return tokensNotBefore == null || (issuedAt != null && !issuedAt.isBefore(tokensNotBefore));
    }
}
