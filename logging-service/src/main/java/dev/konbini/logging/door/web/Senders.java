package dev.konbini.logging.door.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import dev.konbini.web.access.Role;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whose lines a caller brings.
final class Senders {

    private Senders() {}

    /// The tenant of the caller's token, or the one that an operator names.
    ///
    /// @throws ProblemException foreign-tenant for a sender who names another, or belongs to none;
    ///   invalid-request for an operator who names none
    static String tenant(Caller caller, @Nullable String named) {
        var own = caller.tenant();
        if (caller.is(Role.OPERATOR)) {
            var chosen = named == null ? own : named;
            if (chosen == null) {
                throw new ProblemException(
                                RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                        .with(
                                "errors",
                                List.of(
                                        FieldProblem.in(
                                                "tenant",
                                                "An operator says whose lines they are.")));
            }
            return chosen;
        }
        if (own == null || !Tenant.isName(own) || (named != null && !named.equals(own))) {
            throw new ProblemException(
                    LoggingProblem.FOREIGN_TENANT,
                    "The token is not of this tenant: leave tenant away to send your own lines.");
        }
        return own;
    }
}
