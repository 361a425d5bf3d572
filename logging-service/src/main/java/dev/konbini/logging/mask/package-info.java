/// Takes secrets and personal data out of lines before anybody keeps them.
///
/// Decides what looks like a card number, a token, a secret, an e-mail address or an address of the
/// Internet, and replaces it by `[masked:KIND]`. What was masked cannot be had again. All of it
/// takes time linear in the length of the text, whatever a sender writes
/// (`docs/decisions/masking.md`). Publishes [MaskRules], what is to be masked, and [Masker], which
/// does it.
@NullMarked
package dev.konbini.logging.mask;

import org.jspecify.annotations.NullMarked;
