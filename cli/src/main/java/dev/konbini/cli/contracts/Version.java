package dev.konbini.cli.contracts;

import dev.konbini.cli.Refusal;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A version of the suite, such as `0.2.0`.
public record Version(int major, int minor, int patch) implements Comparable<Version> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
    private static final Comparator<Version> ORDER =
            Comparator.comparingInt(Version::major)
                    .thenComparingInt(Version::minor)
                    .thenComparingInt(Version::patch);

    /// Reads three numbers with dots between them.
    ///
    /// @throws Refusal if `text` is anything else
    public static Version parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.usage("'%s' is not a version such as 0.2.0.".formatted(text));
        }
        return new Version(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
