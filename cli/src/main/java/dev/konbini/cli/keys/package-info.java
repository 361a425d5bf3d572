/// The suite's credentials: signing keys, the public keys the services check with, and the tokens
/// of scripts.
///
/// Decides where private keys lie and who may read them: files of mode 600 in a folder of mode 700.
@NullMarked
package dev.konbini.cli.keys;

import org.jspecify.annotations.NullMarked;
