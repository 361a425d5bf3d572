/// What is measured, and how it is printed: the machine's load, processes' CPU time, shares of many
/// values, a table in Markdown.
@NullMarked
package dev.konbini.bench.figure;

import org.jspecify.annotations.NullMarked;
