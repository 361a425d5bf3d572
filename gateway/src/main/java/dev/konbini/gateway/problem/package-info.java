/// What the gateway itself has to refuse, as a problem document or, for a browser, as a page.
///
/// What a service answers is never touched, so these are only the cases in which there is no such
/// answer.
@NullMarked
package dev.konbini.gateway.problem;

import org.jspecify.annotations.NullMarked;
