/// `konbini images`: the suite as container images, without a container engine.
@NullMarked
package dev.konbini.cli.images;

import org.jspecify.annotations.NullMarked;
