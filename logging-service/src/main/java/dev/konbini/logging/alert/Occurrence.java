package dev.konbini.logging.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// Something that happened to an alert.
///
/// @param id follows from the alert, the window and the group: the same whoever finds it and
///   however often
/// @param group whose value of what is grouped by; empty where nothing is
/// @param from where its window begins
/// @param to where its window ends
/// @param lines how many the window had
/// @param said what was found, in words
/// @param told whether it is for the webhook
public record Occurrence(
        String id,
        String alert,
        Kind kind,
        String group,
        Instant from,
        Instant to,
        long lines,
        String said,
        boolean told) {

    static Occurrence of(
            Alert alert, Kind kind, String group, Instant to, Measure measure, boolean told) {
        return new Occurrence(
                id(alert.name(), kind, group, to),
                alert.name(),
                kind,
                group,
                to.minus(alert.rule().length()),
                to,
                measure.lines(),
                measure.said(),
                told);
    }

    /// Windows that nobody looks at any more.
    static Occurrence gap(Alert alert, Instant from, Instant to, String why) {
        return new Occurrence(
                id(alert.name(), Kind.GAP, "", to),
                alert.name(),
                Kind.GAP,
                "",
                from,
                to,
                0,
                why,
                false);
    }

    private static String id(String alert, Kind kind, String group, Instant to) {
        var id = alert + ":" + to + ":" + kind.label();
        return group.isEmpty() ? id : id + ":" + digest(group);
    }

    private static String digest(String group) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(group.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What happened.
    public enum Kind {
        /// The condition began to hold.
        @JsonProperty("fired")
        FIRED("fired"),
        /// It holds no more.
        @JsonProperty("resolved")
        RESOLVED("resolved"),
        /// Windows were passed over, because they had waited too long.
        @JsonProperty("gap")
        GAP("gap");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
