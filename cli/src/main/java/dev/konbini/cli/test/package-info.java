/// `konbini test`: every test of the project on real servers of its own.
@NullMarked
package dev.konbini.cli.test;

import org.jspecify.annotations.NullMarked;
