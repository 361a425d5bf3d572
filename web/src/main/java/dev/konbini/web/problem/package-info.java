/// Problem documents (RFC 9457): every error that leaves a service is one, with the trace it
/// happened in.
@NullMarked
package dev.konbini.web.problem;

import org.jspecify.annotations.NullMarked;
