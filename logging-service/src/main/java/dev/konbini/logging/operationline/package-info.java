/// Puts on record the operations that services tell of in lines of their log, so that they need
/// nothing but that log for it (`docs/decisions/operations-by-line.md`).
///
/// Listens to [dev.konbini.logging.ingest], uses [dev.konbini.logging.operation].
@NullMarked
package dev.konbini.logging.operationline;

import org.jspecify.annotations.NullMarked;
