package dev.konbini.bench.figure;

import java.util.Locale;

/// Figures as they stand in a table.
public final class Text {

    /// Stands where there is no figure.
    public static final String NONE = "–";

    private Text() {}

    /// A count, such as `12,345`.
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Rounded to a whole number, such as `12,345`.
    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    /// With one digit behind the point.
    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /// With two digits behind the point.
    public static String hundredths(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
