package dev.konbini.commerce.search.elastic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What indices are called.
///
/// @param prefix begins the name of each, so that several suites can share a cluster
@ConfigurationProperties("konbini.indices")
public record IndicesProperties(@DefaultValue("konbini-") String prefix) {

    /// Under which name the live products index is read and written.
    String productsAlias() {
        return prefix + "products";
    }
}
