package dev.konbini.logging.staging;

import dev.konbini.logging.deadletter.Letters;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.Elasticsearches;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import dev.konbini.logging.staging.Side.Range;
import dev.konbini.logging.staging.kafka.FeedProgress;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.logging.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tells what staging's version of the pipeline made of the lines it was fed with that production's
/// did not.
@Service
public final class CompareVersions {

    /// How many documents one look may look at.
    public static final int SIZE_MAX = 50_000;

    private final Elasticsearch elasticsearch;
    private final Elasticsearches elasticsearches;
    private final Indices indices;
    private final Topics topics;
    private final Tenants tenants;
    private final Settings settings;
    private final Letters letters;
    private final FeedProgress feedProgress;
    private final StagingMasks masks;
    private final StagingNames names;
    private final StagingProperties properties;

    CompareVersions(
            Elasticsearch elasticsearch,
            Elasticsearches elasticsearches,
            Indices indices,
            Topics topics,
            Tenants tenants,
            Settings settings,
            Letters letters,
            FeedProgress feedProgress,
            StagingMasks masks,
            StagingNames names,
            StagingProperties properties) {
        this.elasticsearch = elasticsearch;
        this.elasticsearches = elasticsearches;
        this.indices = indices;
        this.topics = topics;
        this.tenants = tenants;
        this.settings = settings;
        this.letters = letters;
        this.feedProgress = feedProgress;
        this.masks = masks;
        this.names = names;
        this.properties = properties;
    }

    /// Compares the lines of the tenant's slice, as far as the command's size and time go. Changes
    /// nothing.
    ///
    /// Precedence: [Outcome.NothingStaged], [Outcome.StagingAway], [Outcome.Compared].
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor
    /// @throws ElasticsearchUnavailable if production's Elasticsearch does not answer
    public Outcome compare(Command command) {
        var start = command.after() == null ? WalkCursor.START : WalkCursor.parse(command.after());
        var tenant = tenants.of(command.tenant());
        if (tenant.staging().isNone()) {
            return new Outcome.NothingStaged();
        }
        try {
            return new Outcome.Compared(compare(command, tenant, start));
        } catch (StagingSideAway e) {
            return new Outcome.StagingAway(String.valueOf(e.getMessage()));
        }
    }

    private Comparison compare(Command command, Tenant tenant, WalkCursor start) {
        // Before anything is looked at: what had been indexed by then must be found.
        var progress = feedProgress.read();
        var production = new Side(elasticsearch, indices, tenant.name());
        var staging = new Side(ofStaging(), names.indices(), tenant.name());
        var tally = new Tally();
        var match = new MatchLines(production, staging, masks.of(tenant), progress, tally);
        match.ofStaging(() -> {
            staging.refresh();
            return true;
        });
        var walk =
                new Walk(
                        tenant,
                        topics.lines(),
                        new Range(command.from(), command.to()),
                        production,
                        staging,
                        letters,
                        match,
                        tally,
                        command.size(),
                        command.longest());
        var end = walk.from(start);
        return comparison(command, tenant, progress, tally, end == null ? null : end.text());
    }

    private Comparison comparison(
            Command command, Tenant tenant, Progress progress, Tally tally, @Nullable String next) {
        return new Comparison(
                tenant.name(),
                command.from(),
                command.to(),
                tenant.staging(),
                settings.find(SettingKind.TENANT, tenant.name())
                        .map(Setting::changedAt)
                        .orElse(null),
                progress.feedLag(),
                progress.intakeLag(),
                progress.isIndexed(),
                tally.counts(),
                tally.differences(),
                tally.furtherDifferences(),
                tally.letters(),
                tally.missing(),
                tally.onlyInStaging(),
                next);
    }

    private Elasticsearch ofStaging() {
        return properties.elasticsearch() == null
                ? elasticsearch
                : elasticsearches.at(properties.elasticsearch());
    }

    /// What to compare.
    ///
    /// @param from the first time, by the lines' own time
    /// @param to where that ends, itself not among it
    /// @param size how many documents to look at, at most [#SIZE_MAX]
    /// @param longest how long to look: no further page is begun after it
    /// @param after [Comparison#next] of the look before; null for the beginning
    public record Command(
            String tenant,
            Instant from,
            Instant to,
            int size,
            Duration longest,
            @Nullable String after) {}

    /// What became of it.
    public sealed interface Outcome {

        /// They were compared.
        record Compared(Comparison comparison) implements Outcome {}

        /// No line of the tenant's is fed to staging.
        record NothingStaged() implements Outcome {}

        /// Staging's Elasticsearch does not answer, or refuses.
        record StagingAway(String reason) implements Outcome {}
    }
}
