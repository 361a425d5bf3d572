/// How released versions read and write order documents: copies of their code, never to be changed.
/// One goes with its version's folder in `contracts/released/`.
@NullMarked
package dev.konbini.transaction.order.released;

import org.jspecify.annotations.NullMarked;
