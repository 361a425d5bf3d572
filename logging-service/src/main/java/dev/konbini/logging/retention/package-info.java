/// Ends what is past its time, and makes rest what no longer changes.
///
/// Lines are removed a day at a time, events, dead letters and operations a month at a time; days
/// that are over are merged and closed to writing, until a late line opens them. One replica does
/// it at a time, and leaves alone what another changes. Uses [dev.konbini.logging.index], and tells
/// [dev.konbini.logging.ledger] and [dev.konbini.logging.operation] what it removes. Publishes
/// [Retention], to be given for each tenant by whoever knows tenants.
@NullMarked
package dev.konbini.logging.retention;

import org.jspecify.annotations.NullMarked;
