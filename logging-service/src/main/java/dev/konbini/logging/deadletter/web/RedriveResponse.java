package dev.konbini.logging.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.logging.deadletter.RedriveLetters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is or would be sent again.
///
/// @param matching letters that match
/// @param toSend those of them that are sent
/// @param alreadyRedriven those that were sent again before, and are not sent twice
/// @param refused those that came back too often
/// @param examples the oldest of those that are sent
/// @param operation tells at `/api/operations/{operation}` how it goes; absent in a dry run
@JsonInclude(JsonInclude.Include.NON_NULL)
record RedriveResponse(
        boolean dryRun,
        long matching,
        long toSend,
        long alreadyRedriven,
        long refused,
        List<LetterResponse> examples,
        @Nullable String operation) {

    static RedriveResponse of(RedriveLetters.Plan plan, @Nullable String operation) {
        return new RedriveResponse(
                operation == null,
                plan.matching(),
                plan.toSend(),
                plan.alreadyRedriven(),
                plan.refused(),
                plan.examples().stream().map(LetterResponse::from).toList(),
                operation);
    }
}
