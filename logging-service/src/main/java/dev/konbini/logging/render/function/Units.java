package dev.konbini.logging.render.function;

import dev.konbini.logging.render.target.InvalidTarget;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Writes values with the prefixes of units, as `format_units` of graphite-web.
///
/// @param system of [#SYSTEMS]; empty for no prefixes
/// @param units what stands behind the prefix; empty for nothing
record Units(String system, String units) {

    /// By what prefixes go up: 1,000, or 1,024.
    static final List<String> SYSTEMS = List.of("si", "binary");

    private static final List<String> PREFIXES = List.of("", "k", "M", "G", "T", "P");
    private static final double WHOLE = 1e-11;

    /// The units that a function is called with.
    ///
    /// @throws InvalidTarget if their system is none
    static Units of(Arguments arguments) {
        var system = arguments.has("system") ? arguments.text("system") : "";
        if (!system.isEmpty() && !SYSTEMS.contains(system)) {
            throw arguments.unfit("system", "si or binary");
        }
        return new Units(system, arguments.has("units") ? arguments.text("units") : "");
    }

    /// `value` with two places.
    String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        var power = power(value);
        var scaled = value / Math.pow(base(), power);
        if (!system.isEmpty() && scaled - Math.floor(scaled) < WHOLE && value > 1) {
            scaled = Math.floor(scaled);
        }
        return places(scaled) + (units.isEmpty() ? "" : " ") + prefix(power) + units;
    }

    private int power(double value) {
        var power = system.isEmpty() ? 0 : PREFIXES.size() - 1;
        while (power > 0 && Math.abs(value) < Math.pow(base(), power)) {
            power--;
        }
        return power;
    }

    private double base() {
        return system.equals("binary") ? 1024 : 1000;
    }

    private String prefix(int power) {
        if (power == 0) {
            return "";
        }
        return system.equals("binary")
                ? (power == 1 ? "K" : PREFIXES.get(power)) + "i"
                : PREFIXES.get(power);
    }

    /// As `%.2f` in Python, which rounds what the double is, to the even.
    private static String places(double value) {
        if (Double.isInfinite(value)) {
            return Names.plain(value);
        }
        var text = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
        return value < 0 && !text.startsWith("-") ? "-" + text : text;
    }
}
