/// What operators and tenants have set: tenants, alerts, saved searches.
///
/// Kept in one Elasticsearch index, where each setting is replaced only as the version that was
/// read, so that no change is lost. Publishes [Settings], the store, and [KnownSettings], what each
/// replica knows of it without asking. Each change is put on record as an operation.
@NullMarked
package dev.konbini.logging.setting;

import org.jspecify.annotations.NullMarked;
