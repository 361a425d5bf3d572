/// What stands in lines and spans in place of keys: who may read those must not be able to act as
/// the shoppers that they are about.
@NullMarked
package dev.konbini.telemetry.key;

import org.jspecify.annotations.NullMarked;
