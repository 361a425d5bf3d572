package dev.konbini.logging.parse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads times that are values of fields: texts in any of [TimeForms], numbers since 1970, and the
/// two objects that MongoDB and Log4j write.
final class TimeValues {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{9,19}(\\.[0-9]{1,9})?");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private final TimeForms forms;

    TimeValues(TimeForms forms) {
        this.forms = forms;
    }

    /// The time; null if `value` is none, or none that Elasticsearch can keep.
    ///
    /// @param near decides the year where none is given
    @Nullable Instant of(@Nullable JsonNode value, Instant near) {
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            var text = value.stringValue().strip();
            return NUMBER.matcher(text).matches()
                    ? sinceEpoch(new BigDecimal(text))
                    : forms.whole(text, near);
        }
        if (value.isNumber()) {
            // A double tells first: an exponent may stand for more digits than memory holds.
            var about = value.doubleValue();
            return about >= 1e8 && about < 1e20 ? sinceEpoch(value.decimalValue()) : null;
        }
        if (value.has("$date")) {
            return of(value.get("$date"), near);
        }
        var seconds = value.path("epochSecond");
        return seconds.isIntegralNumber() && seconds.canConvertToLong()
                ? kept(
                        BigDecimal.valueOf(seconds.longValue())
                                .multiply(NANOS)
                                .add(BigDecimal.valueOf(value.path("nanoOfSecond").asInt(0))))
                : null;
    }

    // Each unit has a range of its own: in seconds 1e11 is the year 5138, in milliseconds 1973.
    private static @Nullable Instant sinceEpoch(BigDecimal number) {
        var magnitude = number.precision() - number.scale();
        if (magnitude <= 11) {
            return kept(number.multiply(NANOS));
        }
        if (magnitude <= 14) {
            return kept(number.movePointRight(6));
        }
        return kept(magnitude <= 17 ? number.movePointRight(3) : number);
    }

    private static @Nullable Instant kept(BigDecimal nanos) {
        BigInteger whole = nanos.toBigInteger();
        return whole.signum() < 0 || whole.bitLength() > 63
                ? null
                : Instant.ofEpochSecond(
                        whole.longValue() / 1_000_000_000, whole.longValue() % 1_000_000_000);
    }
}
