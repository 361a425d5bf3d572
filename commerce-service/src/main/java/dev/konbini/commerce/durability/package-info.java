/// How writes are made to last: every write is acknowledged by a majority's journal, a read that is
/// answered as a write can be asked whether it stays, every call to the database is bounded in
/// time, and a database that does not answer becomes a problem that says when to try again.
@NullMarked
package dev.konbini.commerce.durability;

import org.jspecify.annotations.NullMarked;
