package dev.konbini.cli.server;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where an Elasticsearch is, and as whom it is asked.
///
/// @param base URL, without a user
/// @param authorization value of that header; null where nobody is asked for it
public record ElasticAddress(URI base, @Nullable String authorization) {

    /// What a URL says.
    ///
    /// @param url its user and password, if it has them, are the authorization
    public static ElasticAddress of(URI url) {
        var user = url.getUserInfo();
        if (user == null) {
            return new ElasticAddress(url, null);
        }
        return new ElasticAddress(
                URI.create(url.toString().replaceFirst("//[^@/]*@", "//")),
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }
}
