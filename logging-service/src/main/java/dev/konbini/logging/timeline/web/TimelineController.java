package dev.konbini.logging.timeline.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.timeline.ReadTimeline;
import dev.konbini.logging.timeline.Timeline;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators what happened to an order.
@RestController
final class TimelineController {

    private final ReadTimeline readTimeline;

    TimelineController(ReadTimeline readTimeline) {
        this.readTimeline = readTimeline;
    }

    @GetMapping("/api/timeline/orders/{id}")
    @Operation(summary = "Events, payment calls and log lines of an order, in the order of time")
    Timeline timeline(@PathVariable String id) {
        return readTimeline
                .read(id)
                .orElseThrow(() ->
                        new ProblemException(
                                LoggingProblem.UNKNOWN_ORDER,
                                "No event of it is indexed. Those of the last second may not be"
                                        + " yet."));
    }
}
