package dev.konbini.commerce.offer;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.konbini.commerce.cart.Carts;
import dev.konbini.commerce.cart.PriceCart;
import dev.konbini.commerce.cart.PricedCart;
import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.pricing.Money;
import dev.konbini.telemetry.key.KeyDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Freezes a cart into a signed offer, once for each state of the cart.
@Service
public final class MakeOffer {

    static final String ISSUER = "konbini/commerce-service";

    private static final Logger LOG = LoggerFactory.getLogger(MakeOffer.class);

    private final Carts carts;
    private final PriceCart priceCart;
    private final Offers offers;
    private final OfferSigner signer;
    private final OfferProperties properties;
    private final Clock clock;
    private final Supplier<String> ids;

    MakeOffer(
            Carts carts,
            PriceCart priceCart,
            Offers offers,
            OfferSigner signer,
            OfferProperties properties,
            Clock clock,
            Supplier<String> ids) {
        this.carts = carts;
        this.priceCart = priceCart;
        this.offers = offers;
        this.signer = signer;
        this.properties = properties;
        this.clock = clock;
        this.ids = ids;
    }

    /// Offers the cart as it stands and is priced now.
    ///
    /// The same state gives the same offer, byte for byte, also to simultaneous requests, until the
    /// offer is near its end or is the one to be renewed: then a new one is made. A repeat of a
    /// renewal gets the offer that the first one made. Precedence: [Outcome.CartNotFound],
    /// [Outcome.Empty], [Outcome.Gone], [Outcome.MixedCurrencies], [Outcome.Offered].
    public Outcome make(Command command) {
        var cart = carts.find(command.cart());
        if (cart.isEmpty()) {
            return new Outcome.CartNotFound();
        }
        var priced = priceCart.price(cart.get(), command.language());
        if (priced.lines().isEmpty()) {
            return new Outcome.Empty();
        }
        if (!priced.gone().isEmpty()) {
            return new Outcome.Gone(priced.gone());
        }
        var total = priced.total();
        return total == null
                ? new Outcome.MixedCurrencies()
                : new Outcome.Offered(offer(command, priced, total));
    }

    private Offer offer(Command command, PricedCart cart, Money total) {
        var key = command.cart() + ":" + CartFingerprint.of(cart, command.subject());
        // Whoever loses the put finds the winner's offer in the next round.
        while (true) {
            var earlier = offers.find(key).orElse(null);
            if (earlier != null
                    && holdsLongEnough(earlier)
                    && !earlier.id().equals(command.renew())) {
                if (offers.isDurable(key, earlier)) {
                    return earlier;
                }
                continue;
            }
            var offer = sign(command, cart, total);
            if (offers.put(key, offer, earlier)) {
                var digest = KeyDigest.of(command.cart());
                LOG.atInfo()
                        .addKeyValue("offer.id", offer.id())
                        .addKeyValue("cart.digest", digest)
                        .log(
                                "Offer {} made of cart {}: {} {}",
                                offer.id(),
                                digest,
                                total.currency(),
                                total.text());
                return offer;
            }
        }
    }

    private boolean holdsLongEnough(Offer offer) {
        Duration left = Duration.between(clock.instant(), offer.expiresAt());
        return left.compareTo(properties.renewBefore()) > 0;
    }

    private Offer sign(Command command, PricedCart cart, Money total) {
        var issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = issuedAt.plus(properties.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        var id = ids.get();
        var jws = signer.sign(claims(id, command, cart, total, issuedAt, expiresAt));
        return new Offer(id, jws, total, expiresAt);
    }

    private static JWTClaimsSet claims(
            String id,
            Command command,
            PricedCart cart,
            Money total,
            Instant issuedAt,
            Instant expiresAt) {
        var lines = cart.lines();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .jwtID(id)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt))
                .subject(command.subject())
                .claim("cart", command.cart())
                .claim("traceId", command.traceId())
                .claim("total", money(total))
                .claim("lines", lines.stream().map(line -> line(line, lines.size())).toList())
                .build();
    }

    private static Map<String, Object> line(PricedCart.Line line, int lines) {
        var price = Objects.requireNonNull(line.price(), "only what is sold is offered");
        return Map.of(
                "sku", line.sku().value(),
                "name", OfferedName.of(price.name(), lines),
                "quantity", line.quantity(),
                "unitPrice", money(price.unit()),
                "total", money(price.unit().times(line.quantity())));
    }

    private static Map<String, Object> money(Money money) {
        return Map.of("amount", money.text(), "currency", money.currency().getCurrencyCode());
    }

    /// What a shopper asks for.
    ///
    /// @param cart the cart's id
    /// @param language of the names of the products, where a new offer is made
    /// @param subject the signed-in shopper; null for a guest
    /// @param renew the offer in whose place another one is wanted, since it is an order or cannot
    ///   become one; null where any will do
    /// @param traceId of the request; null where it is not traced
    public record Command(
            String cart,
            Language language,
            @Nullable String subject,
            @Nullable String renew,
            @Nullable String traceId) {}

    /// What became of it.
    public sealed interface Outcome {
        record CartNotFound() implements Outcome {}

        record Empty() implements Outcome {}

        /// Some products are no longer sold.
        ///
        /// @param skus of the products that are no longer sold
        record Gone(List<Sku> skus) implements Outcome {}

        record MixedCurrencies() implements Outcome {}

        record Offered(Offer offer) implements Outcome {}
    }
}
