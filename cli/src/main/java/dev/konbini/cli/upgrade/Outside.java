package dev.konbini.cli.upgrade;

import java.net.URI;

/// Where a suite is met by those who prove it: from outside, and below it.
///
/// @param gateway as shoppers reach it
/// @param token an operator's
record Outside(URI gateway, String token, Stores stores) {}
