package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Whose lines are looked at.
///
/// @param tenant null for those of all tenants
public record Scope(@Nullable String tenant) {

    /// What `caller` may look at of what it names: an operator all, everybody else their own
    /// tenant.
    ///
    /// @param tenant the one that the caller names; null for none
    /// @throws ProblemException foreign-tenant for a caller who names another tenant, or belongs to
    ///   none
    public static Scope of(Caller caller, @Nullable String tenant) {
        if (caller.is(Role.OPERATOR)) {
            return new Scope(tenant);
        }
        var own = caller.tenant();
        if (own == null || (tenant != null && !tenant.equals(own))) {
            throw new ProblemException(
                    LoggingProblem.FOREIGN_TENANT,
                    "The token is not of this tenant: leave tenant away to see your own logs.");
        }
        return new Scope(own);
    }
}
