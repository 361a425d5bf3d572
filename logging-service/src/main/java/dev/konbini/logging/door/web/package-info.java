/// The door over HTTP: lines as JSON or text at `/api/logs`, and OTLP at `/v1/logs`.
@NullMarked
package dev.konbini.logging.door.web;

import org.jspecify.annotations.NullMarked;
