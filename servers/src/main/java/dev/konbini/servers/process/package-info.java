/// Detached processes of one machine: started, remembered across runs, watched, stopped.
///
/// A process outlives the program that started it; a record file lets a later run find it again and
/// never mistake a stranger for it. A guardian sees to it that a start that dies half-way leaves
/// nothing behind. Reads `/proc`, so it is for Linux.
@NullMarked
package dev.konbini.servers.process;

import org.jspecify.annotations.NullMarked;
