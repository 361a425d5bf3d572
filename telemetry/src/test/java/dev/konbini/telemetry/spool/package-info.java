/// Tests of the buffer on disk, as it is used and as crashes and full disks leave it.
@NullMarked
package dev.konbini.telemetry.spool;

import org.jspecify.annotations.NullMarked;
