/// Who may call: bearer tokens, verified here and now against public keys in a file, and rules that
/// deny whatever they do not permit. No call to another system is made.
@NullMarked
package dev.konbini.web.access;

import org.jspecify.annotations.NullMarked;
