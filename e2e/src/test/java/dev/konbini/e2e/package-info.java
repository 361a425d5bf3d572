/// The suite as its users meet it: started by `./konbini up`, spoken to through the gateway, broken
/// by killing processes. Nothing here knows a class of the suite.
@NullMarked
package dev.konbini.e2e;

import org.jspecify.annotations.NullMarked;
