/// Tenants over HTTP, for operators; and the refusal of tokens that were revoked, for everybody.
@NullMarked
package dev.konbini.logging.tenant.web;

import org.jspecify.annotations.NullMarked;
