/// Lists by pages: the form of a page and its opaque cursor.
@NullMarked
package dev.konbini.web.page;

import org.jspecify.annotations.NullMarked;
