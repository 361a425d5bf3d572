/// `konbini logs`: the members' log files as lines for people.
@NullMarked
package dev.konbini.cli.logs;

import org.jspecify.annotations.NullMarked;
