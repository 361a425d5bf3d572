/// The services' OpenAPI documents and a page to read and try them, at `/api/docs`, with nothing
/// loaded from elsewhere.
@NullMarked
package dev.konbini.gateway.apidocs;

import org.jspecify.annotations.NullMarked;
