/// What a caller demands of the version that it edits: ETag, If-Match and If-None-Match (RFC 9110,
/// section 13).
@NullMarked
package dev.konbini.commerce.precondition;

import org.jspecify.annotations.NullMarked;
