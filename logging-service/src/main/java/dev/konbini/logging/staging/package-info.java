/// Feeds staging with a slice of production's lines, and tells what staging's version made of them
/// that production's did not.
///
/// The feed is a consumer group of its own, off unless it is configured, bounded in what it reads;
/// production does not wait for it. What leaves is masked, whatever a tenant has kept in production
/// (`docs/decisions/staging.md`). Which lines those are is part of what is agreed with a tenant
/// ([dev.konbini.logging.tenant.StagingSlice]). Uses [dev.konbini.logging.tenant],
/// [dev.konbini.logging.mask], [dev.konbini.logging.parse] and [dev.konbini.logging.index];
/// publishes [CompareVersions].
@NullMarked
package dev.konbini.logging.staging;

import org.jspecify.annotations.NullMarked;
