package dev.konbini.logging.alert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Whom to tell.
///
/// @param url `http` or `https`, without a user
/// @param header a header that the receiver wants, such as `Authorization`; null for none
public record Webhook(@NotNull @Size(max = 2000) String url, @Nullable @Valid Header header) {

    /// A header whose value is not kept here.
    ///
    /// @param secret the name under which the operator has configured its value
    ///   (`konbini.alerts.webhooks.secrets`)
    public record Header(
            @NotNull @Pattern(
                            regexp =
                                    "(?i)(?!(host|connection|content-.*|expect|upgrade|transfer-encoding|idempotency-key)$)[a-z0-9-]{1,100}",
                            message = "is a header's name that is not set by itself")
                    String name,
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String secret) {}
}
