package dev.konbini.logging.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a group is.
///
/// @param firing whether the condition held in the window judged last
/// @param since where the window ended in which this began
/// @param told whether that was told
/// @param toldAt where the window ended whose firing was told last; null for none
public record GroupState(boolean firing, Instant since, boolean told, @Nullable Instant toldAt) {}
