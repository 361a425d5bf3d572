/// Who did what, when, and how it ended: upgrades, redrives, changes of settings, deletions.
///
/// Others put their operations on record through [Operations], which never fails them; programs
/// outside do so over HTTP, and services by [lines of their
/// log][dev.konbini.logging.operationline]. Uses [dev.konbini.logging.index].
@NullMarked
package dev.konbini.logging.operation;

import org.jspecify.annotations.NullMarked;
