/// The four services as processes: unpacked and trained once for each build, configured, started,
/// asked whether they are ready.
@NullMarked
package dev.konbini.cli.service;

import org.jspecify.annotations.NullMarked;
