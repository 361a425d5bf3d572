/// For the tests of a service: is what it says of itself still what `contracts/` says of it?
@NullMarked
package dev.konbini.web.contract;

import org.jspecify.annotations.NullMarked;
