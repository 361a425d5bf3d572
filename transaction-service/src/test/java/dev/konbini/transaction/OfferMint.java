package dev.konbini.transaction;

import com.fasterxml.uuid.Generators;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// Makes signed offers as commerce-service does, with a key of its own.
public final class OfferMint {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ECKey key = newKey();

    /// The public half, as the service under test reads it.
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    public ECKey key() {
        return key;
    }

    /// An offer of `quantity` units of `sku` at 12.50 USD each, good for a quarter of an hour.
    public Signed offer(String sku, int quantity) {
        return offer(Map.of(sku, quantity));
    }

    /// An offer of several products.
    public Signed offer(Map<String, Integer> quantities) {
        return sign(claims(quantities));
    }

    /// The claims of an offer, to be changed and signed by [#sign(Map)].
    public Map<String, Object> claims(Map<String, Integer> quantities) {
        var total = BigDecimal.ZERO;
        var lines = new ArrayList<Map<String, Object>>();
        for (var entry : quantities.entrySet()) {
            var sum = new BigDecimal("12.50").multiply(BigDecimal.valueOf(entry.getValue()));
            total = total.add(sum);
            lines.add(
                    Map.of(
                            "sku", entry.getKey(),
                            "name", "Brass Pencil",
                            "quantity", entry.getValue(),
                            "unitPrice", usd("12.50"),
                            "total", usd(sum.toPlainString())));
        }
        var now = Instant.now();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "konbini/commerce-service");
        claims.put("jti", Generators.timeBasedEpochGenerator().generate().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(Duration.ofMinutes(15)).getEpochSecond());
        claims.put("cart", Generators.timeBasedEpochGenerator().generate().toString());
        claims.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        claims.put("total", usd(total.toPlainString()));
        claims.put("lines", lines);
        return claims;
    }

    public Signed sign(Map<String, Object> claims) {
        return sign(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("offer+jwt"))
                        .keyID(key.getKeyID())
                        .build());
    }

    public Signed sign(Map<String, Object> claims, JWSHeader header) {
        try {
            var jws = new JWSObject(header, new Payload(JSON.writeValueAsString(claims)));
            jws.sign(new ECDSASigner(key));
            return new Signed(String.valueOf(claims.get("jti")), jws.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> usd(String amount) {
        return Map.of("amount", amount, "currency", "USD");
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An offer and its id.
    public record Signed(String id, String jws) {}

    /// So many offers of one unit of `sku` each.
    public static List<Signed> several(OfferMint mint, String sku, int count) {
        return IntStream.range(0, count).mapToObj(_ -> mint.offer(sku, 1)).toList();
    }
}
