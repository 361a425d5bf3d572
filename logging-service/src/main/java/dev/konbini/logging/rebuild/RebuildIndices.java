package dev.konbini.logging.rebuild;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.membership.Instances;
import dev.konbini.logging.operation.Operations;
import dev.konbini.logging.task.BackgroundTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Rebuilds indices of lines in the background, on record.
///
/// An index is claimed first, so that simultaneous calls rebuild it once. What a replica had not
/// ended when it died is as it was; a repeat begins it anew.
@Service
public final class RebuildIndices {

    static final String WORK = "rebuild";

    private static final Duration SILENCE_MAX = Duration.ofMinutes(5);

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final IndexTemplates templates;
    private final LineIndices lineIndices;
    private final ListIndices listIndices;
    private final IndexClaims claims;
    private final Instances instances;
    private final Operations operations;
    private final Clock clock;
    private final BackgroundTasks tasks;

    RebuildIndices(
            Elasticsearch elasticsearch,
            IndexManagement management,
            IndexTemplates templates,
            LineIndices lineIndices,
            ListIndices listIndices,
            IndexClaims claims,
            Instances instances,
            Operations operations,
            Clock clock,
            BackgroundTasks tasks) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.templates = templates;
        this.lineIndices = lineIndices;
        this.listIndices = listIndices;
        this.claims = claims;
        this.instances = instances;
        this.operations = operations;
        this.clock = clock;
        this.tasks = tasks;
    }

    /// Begins to rebuild one index, or each that is not current, those of the newest day first.
    ///
    /// Precedence: [Outcome.MembershipUnknown], [Outcome.OlderReplicasRun], [Outcome.UnknownIndex],
    /// [Outcome.Running], [Outcome.Started]. A repeat begins what is not current by then.
    ///
    /// @param name of the one to rebuild, current or not; null for all that are not
    /// @param by the subject of who asks for it
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable where Elasticsearch is away
    public Outcome start(@Nullable String name, String by) {
        var view = instances.view();
        if (view.asOf() == null) {
            return new Outcome.MembershipUnknown();
        }
        var older = OlderReplicas.among(view.instances());
        if (!older.isEmpty()) {
            return new Outcome.OlderReplicasRun(older);
        }
        templates.ensure();
        var all = lineIndices.all();
        if (name == null) {
            var names =
                    all.stream()
                            .filter(index -> !listIndices.isCurrent(index))
                            .sorted(ListIndices.NEWEST_FIRST)
                            .map(LineIndex::name)
                            .toList();
            var order = new RebuildRun.Order(names, index -> !listIndices.isCurrent(index), null);
            return begin(order, "%d indices of lines".formatted(names.size()), by);
        }
        if (all.stream().noneMatch(index -> index.name().equals(name))) {
            return new Outcome.UnknownIndex();
        }
        return claims.take(name, WORK)
                .map(claim -> begin(one(claim), "index " + name, by))
                .orElseGet(Outcome.Running::new);
    }

    private static RebuildRun.Order one(IndexClaim claim) {
        return new RebuildRun.Order(List.of(claim.index()), _ -> true, claim);
    }

    private Outcome begin(RebuildRun.Order order, String what, String by) {
        var operation =
                operations.begin(
                        "log-indices.rebuild",
                        "Rebuild %s with mapping %d".formatted(what, listIndices.mappingVersion()),
                        by,
                        SILENCE_MAX);
        var run =
                new RebuildRun(
                        elasticsearch,
                        management,
                        lineIndices,
                        claims,
                        instances,
                        order,
                        operation,
                        clock);
        tasks.begin("rebuild", run::run);
        return new Outcome.Started(operation.id(), order.names());
    }

    /// What became of the request.
    public sealed interface Outcome {

        /// Whether older replicas run cannot be told, as no heartbeat has been heard yet.
        record MembershipUnknown() implements Outcome {}

        /// Replicas that know nothing of it run.
        ///
        /// @param replicas each with its version
        record OlderReplicasRun(List<String> replicas) implements Outcome {}

        /// No index of lines is called so.
        record UnknownIndex() implements Outcome {}

        /// It is being rebuilt, or otherwise changed, by somebody else.
        record Running() implements Outcome {}

        /// It goes on in the background.
        ///
        /// @param operation tells how
        /// @param indices in the order in which they are rebuilt
        record Started(String operation, List<String> indices) implements Outcome {}
    }
}
