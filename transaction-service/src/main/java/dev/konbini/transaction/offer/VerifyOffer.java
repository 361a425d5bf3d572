package dev.konbini.transaction.offer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Tells whether a signed offer is ours, without a call to anybody.
///
/// The algorithm is pinned to ES256 and the type to `offer+jwt`, so that neither `none` nor a token
/// made for another purpose with the same key can pass (RFC 8725, sections 3.1 and 3.11).
@Service
public final class VerifyOffer {

    /// The longest offer that is looked at; commerce-service makes none of 60,000 characters.
    public static final int LENGTH_MAX = 100_000;

    private static final JOSEObjectType TYPE = new JOSEObjectType("offer+jwt");

    private final OfferKeys keys;
    private final JsonMapper json;

    VerifyOffer(OfferKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /// Reads the offer in `jws`, a JWS in compact form (RFC 7515, section 3.1). A lapsed one
    /// verifies too.
    public Outcome verify(String jws) {
        if (jws.length() > LENGTH_MAX) {
            return new Outcome.Invalid("It is longer than " + LENGTH_MAX + " characters.");
        }
        try {
            var signed = JWSObject.parse(jws);
            var header = signed.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())) {
                return new Outcome.Invalid("Its header must say alg ES256 and typ offer+jwt.");
            }
            var verifier =
                    header.getKeyID() == null
                            ? null
                            : keys.verifier(header.getKeyID()).orElse(null);
            if (verifier == null) {
                return new Outcome.Invalid(
                        "Its header names no key of ours, or one that was withdrawn. Ask the cart for a new offer, with this one's id as renew.");
            }
            if (!signed.verify(verifier)) {
                return new Outcome.Invalid("Its signature does not fit.");
            }
            var claims = json.readValue(signed.getPayload().toBytes(), OfferClaims.class);
            return new Outcome.Verified(claims.toOffer());
        } catch (ParseException | JOSEException | JacksonException e) {
            return new Outcome.Invalid(
                    "It is not a JWS in compact form with the claims of an offer.");
        } catch (IllegalArgumentException e) {
            return new Outcome.Invalid(
                    "Its claims are not those of an offer: %s.".formatted(e.getMessage()));
        }
    }

    /// What became of the check.
    public sealed interface Outcome {

        record Verified(Offer offer) implements Outcome {}

        /// It is none of ours, or cannot be read.
        ///
        /// @param reason a sentence for the caller
        record Invalid(String reason) implements Outcome {}
    }
}
