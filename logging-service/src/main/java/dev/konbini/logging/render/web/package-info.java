/// The render API over HTTP.
@NullMarked
package dev.konbini.logging.render.web;

import org.jspecify.annotations.NullMarked;
