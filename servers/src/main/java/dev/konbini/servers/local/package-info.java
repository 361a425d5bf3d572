/// The three servers as they run on one machine for one user.
///
/// Decides their versions and digests, their settings for a small machine, where their data lies
/// and when they count as ready. [dev.konbini.servers.local.LocalServers] is the way in; a server
/// that is named from outside is only checked, by [dev.konbini.servers.local.ExternalServers].
@NullMarked
package dev.konbini.servers.local;

import org.jspecify.annotations.NullMarked;
