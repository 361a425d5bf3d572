package dev.konbini.logging.tail.web;

import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which lines a caller wants to see as they come.
record TailRequest(
        @Parameter(description = "Lucene query syntax, as in /api/logs") @Size(max = 2000) @Nullable String q,
        @Parameter(description = "Service names, one of which must match") @Size(max = 20) @Nullable List<String> service,
        @Parameter(description = "Levels, one of which must match") @Size(max = 20) @Nullable List<String> level,
        @Pattern(regexp = "[0-9a-f]{32}") @Nullable String traceId,
        @Parameter(description = "For operators: the lines of this tenant alone")
                @Pattern(regexp = Tenant.NAME) @Nullable String tenant) {

    /// The lines that `caller` may see of those asked for.
    ///
    /// @throws dev.konbini.web.problem.ProblemException foreign-tenant
    LineFilter filter(Caller caller) {
        return new LineFilter(
                Scope.of(caller, tenant),
                q,
                null,
                null,
                service == null ? List.of() : service,
                level == null ? List.of() : level,
                traceId);
    }
}
