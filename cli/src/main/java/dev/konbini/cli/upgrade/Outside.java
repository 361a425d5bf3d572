package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.shop.OperatorToken;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.up.Suite;
import java.net.URI;
import java.util.Map;

/// Where a suite is met by those who prove it: from outside, and below it.
///
/// @param gateway as shoppers reach it
/// @param token an operator's
record Outside(URI gateway, String token, Stores stores) {

    /// A suite on this machine.
    ///
    /// @throws dev.konbini.cli.Refusal if the operator's token cannot be read
    static Outside of(Suite suite) {
        return new Outside(
                suite.gateway(),
                OperatorToken.read(
                        suite.data().operatorToken(),
                        "Run ./konbini down, then ./konbini up, to have it made again."),
                Stores.of(
                        suite.servers().address(Server.MONGODB),
                        Map.of("bootstrap.servers", suite.servers().address(Server.KAFKA)),
                        URI.create(suite.servers().address(Server.ELASTICSEARCH)),
                        null,
                        Helm.Prefixes.USUAL));
    }
}
