/// Draws series: the layout of a chart once, and a canvas for each format.
@NullMarked
package dev.konbini.logging.render.chart;

import org.jspecify.annotations.NullMarked;
