/// What the OpenAPI documents of all services have in common, for those that have one.
@NullMarked
package dev.konbini.web.openapi;

import org.jspecify.annotations.NullMarked;
