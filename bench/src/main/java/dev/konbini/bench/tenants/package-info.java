/// What it costs when the same lines belong to many tenants.
@NullMarked
package dev.konbini.bench.tenants;

import org.jspecify.annotations.NullMarked;
