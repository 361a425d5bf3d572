/// Whose lines they are, and what is agreed with them: how much they may send, how long it is kept,
/// what is masked in it, which of their tokens are still good, and which of their lines staging
/// gets.
///
/// Kept as settings (`setting`), known to every replica within a second of a change
/// (`docs/decisions/quotas.md`). Publishes [Tenants], what this replica knows of each [Tenant], and
/// [EditTenant].
@NullMarked
package dev.konbini.logging.tenant;

import org.jspecify.annotations.NullMarked;
