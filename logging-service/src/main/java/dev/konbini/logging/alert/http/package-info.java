/// Tells webhooks, and sees to it that they are where they may be.
@NullMarked
package dev.konbini.logging.alert.http;

import org.jspecify.annotations.NullMarked;
