package dev.konbini.commerce.offer;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Interlude;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import dev.konbini.commerce.cart.Carts;
import dev.konbini.commerce.cart.PriceCart;
import dev.konbini.commerce.catalogue.Language;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// As if an election had rolled back what a repeat of a request has just seen.
@ExtendWith(SharedServer.class)
class ElectionIT {

    private final CommerceServer server;
    private final Interlude interlude;
    private final MakeOffer makeOffer;

    ElectionIT(CommerceServer server) {
        this.server = server;
        interlude = new Interlude(server);
        makeOffer =
                new MakeOffer(
                        server.bean(Carts.class),
                        server.bean(PriceCart.class),
                        new Offers(interlude.database()),
                        server.bean(OfferSigner.class),
                        server.bean(OfferProperties.class),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString());
    }

    @AfterEach
    void close() {
        interlude.close();
    }

    @Test
    void givesNoOfferThatItSawAndIsGone() {
        var cart = server.guest().post("/api/carts", "").text("/id");
        server.guest()
                .put(
                        "/api/carts/%s/lines/%s".formatted(cart, Samples.sold(server, "1")),
                        "{\"quantity\":1}");
        var first = offered(cart);

        interlude.after("find", "offers", () -> forget(first));
        var repeat = offered(cart);

        assertThat(offered(cart)).isEqualTo(repeat);
    }

    private String offered(String cart) {
        var outcome = makeOffer.make(new MakeOffer.Command(cart, Language.EN, null, null, null));
        assertThat(outcome).isInstanceOf(MakeOffer.Outcome.Offered.class);
        return ((MakeOffer.Outcome.Offered) outcome).offer().id();
    }

    private void forget(String offer) {
        server.bean(MongoDatabase.class)
                .getCollection("offers")
                .deleteOne(Filters.eq("offerId", offer));
    }
}
