package dev.konbini.logging.membership.web;

import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instances;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators which instances live.
@RestController
final class InstancesController {

    private final Instances instances;

    InstancesController(Instances instances) {
        this.instances = instances;
    }

    @GetMapping("/api/instances")
    @Operation(summary = "The instances of all services, and how each is")
    InstancesResponse instances() {
        var view = instances.view();
        return new InstancesResponse(view.asOf(), view.instances(), null);
    }

    /// All instances at once: there are never so many that pages are needed.
    ///
    /// @param asOf until when heartbeats are known; null if Kafka has not answered yet
    record InstancesResponse(@Nullable Instant asOf, List<Instance> items, @Nullable String next) {}
}
