package dev.konbini.logging.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/// What is wrong with a window of lines.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.Threshold.class, name = "threshold"),
    @JsonSubTypes.Type(value = Condition.Absence.class, name = "absence"),
    @JsonSubTypes.Type(value = Condition.Rate.class, name = "rate"),
    @JsonSubTypes.Type(value = Condition.Anomaly.class, name = "anomaly")
})
public sealed interface Condition {

    /// Too many lines, or too few.
    ///
    /// @param count with how many it begins to be so, itself included
    record Threshold(@NotNull Comparison comparison, @NotNull @Min(0) Long count)
            implements Condition {}

    /// No line at all.
    record Absence() implements Condition {}

    /// Many more or many fewer than in the window before.
    ///
    /// @param percent how much more or fewer, of the window before
    /// @param floor how many lines one of both must have at least, so that two lines after one are
    ///   no rise
    record Rate(
            @NotNull Direction direction,
            @NotNull @Min(1) @Max(1_000_000) Integer percent,
            @Nullable @Min(1) Long floor)
            implements Condition {

        long leastLines() {
            return floor == null ? 1 : floor;
        }
    }

    /// Other than at this time of the week in the weeks before.
    ///
    /// @param deviations how many times the usual spread it is off
    /// @param weeks how many weeks are looked at; so much history must be there
    record Anomaly(
            @NotNull Direction direction,
            @NotNull @DecimalMin("1") @DecimalMax("100") Double deviations,
            @NotNull @Min(2) @Max(26) Integer weeks)
            implements Condition {}

    /// Which side of a bound is wrong.
    enum Comparison {
        @JsonProperty("at-least")
        AT_LEAST,
        @JsonProperty("at-most")
        AT_MOST
    }

    /// Which way a change is wrong.
    enum Direction {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN
    }
}
