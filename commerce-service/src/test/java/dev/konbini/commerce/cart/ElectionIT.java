package dev.konbini.commerce.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Interlude;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import dev.konbini.commerce.catalogue.Products;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.precondition.Precondition;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// As if an election had rolled back what a repeat of a request has just seen.
@ExtendWith(SharedServer.class)
class ElectionIT {

    private final CommerceServer server;
    private final Interlude interlude;
    private final Carts carts;
    private final EditCart editCart;

    ElectionIT(CommerceServer server) {
        this.server = server;
        interlude = new Interlude(server);
        carts =
                new Carts(
                        interlude.database(),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString());
        editCart = new EditCart(carts, server.bean(Products.class));
    }

    @AfterEach
    void close() {
        interlude.close();
    }

    @Test
    void putsAnewTheLineThatItSawAndIsGone() {
        var id = editCart.create().id();
        var line = new CartLine(new Sku(Samples.sold(server, "1")), 2);
        var rollback = interlude.rollback("carts", id);
        editCart.put(id, line, new Precondition.None());

        interlude.after("find", "carts", rollback);
        var repeat = editCart.put(id, line, new Precondition.None());

        assertThat(repeat).isInstanceOf(EditCart.Outcome.Edited.class);
        assertThat(carts.find(id)).map(Cart::lines).contains(List.of(line));
    }
}
