package dev.konbini.commerce.search.elastic;

import static dev.konbini.commerce.search.elastic.ElasticCalls.call;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import dev.konbini.commerce.catalogue.ProductState;
import dev.konbini.commerce.catalogue.Sku;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The products index: an alias, and behind it one index whose name tells the version of its
/// mapping and when it was made.
///
/// Products are written under their revision as external version, so writes may come in any order
/// and any number of times: the latest revision stays.
@Component
public final class ProductsIndex {

    /// Raised with each change of the mapping, which is `search/products-v2.json`.
    ///
    /// Documents have the same form in each generation: replicas of the version before write into
    /// this one, and those of this one into the one before.
    static final int MAPPING_VERSION = 2;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private static final Pattern GENERATION = Pattern.compile("-v(\\d{1,6})-\\d+$");

    private final ElasticsearchClient client;
    private final String alias;

    ProductsIndex(ElasticsearchClient client, IndicesProperties properties) {
        this.client = client;
        this.alias = properties.productsAlias();
    }

    public String alias() {
        return alias;
    }

    /// The index behind the alias, the latest should there be several; empty where there is none
    /// yet.
    public Optional<String> live() {
        return behindAlias().stream().max(Comparator.naturalOrder());
    }

    private Set<String> behindAlias() {
        return call(() ->
                client.indices().existsAlias(query -> query.name(alias)).value()
                        ? client.indices().getAlias(query -> query.name(alias)).aliases().keySet()
                        : Set.<String>of());
    }

    /// Whether `index` has an older mapping than this version makes.
    public boolean isOutdated(String index) {
        var matcher = GENERATION.matcher(index);
        return matcher.find() && Integer.parseInt(matcher.group(1)) < MAPPING_VERSION;
    }

    /// Makes an empty index that nobody reads yet.
    ///
    /// @return its name
    public String create(Instant time) {
        var name = "%s-v%d-%s".formatted(alias, MAPPING_VERSION, TIME.format(time));
        call(() -> {
            try (var mapping =
                    ProductsIndex.class.getResourceAsStream(
                            "/search/products-v%d.json".formatted(MAPPING_VERSION))) {
                return client.indices().create(index -> index.index(name).withJson(mapping));
            }
        });
        return name;
    }

    /// Writes into the live index.
    public Written write(List<ProductState> states) {
        return write(alias, true, states);
    }

    /// Writes into `index`.
    public Written write(String index, List<ProductState> states) {
        return write(index, false, states);
    }

    private Written write(String index, boolean alias, List<ProductState> states) {
        if (states.isEmpty()) {
            return new Written(List.of(), Map.of());
        }
        var operations = states.stream().map(ProductsIndex::operation).toList();
        var answer =
                call(() ->
                        client.bulk(bulk ->
                                bulk.index(index).requireAlias(alias).operations(operations)));
        var stored = new ArrayList<ProductState>();
        var refused = new LinkedHashMap<Sku, String>();
        for (int i = 0; i < states.size(); i++) {
            var problem = problem(answer.items().get(i));
            if (problem.isPresent()) {
                refused.put(states.get(i).sku(), String.valueOf(problem.get().reason()));
            } else {
                stored.add(states.get(i));
            }
        }
        return new Written(stored, refused);
    }

    private static BulkOperation operation(ProductState state) {
        var id = state.sku().value();
        var details = state.details();
        return BulkOperation.of(operation ->
                details == null
                        ? operation.delete(delete ->
                                delete.id(id)
                                        .version(state.revision())
                                        .versionType(VersionType.External))
                        : operation.<ProductIndexDocument>index(document ->
                                document.id(id)
                                        .version(state.revision())
                                        .versionType(VersionType.External)
                                        .document(
                                                ProductIndexDocument.from(
                                                        state.sku(), state.revision(), details))));
    }

    /// What went wrong with `item`. That the index has this revision or a later one already is as
    /// good as writing it; so is that a removed product was never there.
    private static Optional<ErrorCause> problem(BulkResponseItem item) {
        @Nullable ErrorCause error = item.error();
        if (error == null || item.status() == 409) {
            return Optional.empty();
        }
        if (item.status() == 404 || item.status() == 429 || item.status() >= 500) {
            throw new IndexUnavailableException(
                    "Elasticsearch cannot write now: " + error.reason(),
                    new IllegalStateException(String.valueOf(error.type())));
        }
        return Optional.of(error);
    }

    /// How many products `index` holds, all writes until now included.
    public long count(String index) {
        return call(() -> {
            client.indices().refresh(refresh -> refresh.index(index));
            return client.count(count -> count.index(index)).count();
        });
    }

    /// Makes `index` the only live one in a single step, so that no search meets none or both.
    ///
    /// @param earlier the one that is live now, without which nothing is done; null where none was
    ///   seen
    public void swap(@Nullable String earlier, String index) {
        var actions = new ArrayList<Action>();
        if (earlier != null) {
            actions.add(
                    Action.of(action ->
                            action.remove(
                                    remove -> remove.index(earlier).alias(alias).mustExist(true))));
        }
        // Behind an alias with two indices nothing can be written. One may have got it meanwhile.
        actions.add(
                Action.of(action ->
                        action.remove(remove ->
                                remove.index(alias + "-v*").alias(alias).mustExist(false))));
        actions.add(Action.of(action -> action.add(add -> add.index(index).alias(alias))));
        call(() -> client.indices().updateAliases(update -> update.actions(actions)));
    }

    /// Deletes the products indices that are neither `index` nor live: replaced ones, and those of
    /// rebuilds that came to nothing.
    public void deleteAllBut(@Nullable String index) {
        call(() -> {
            var unused =
                    new TreeSet<>(
                            client.indices()
                                    .get(query -> query.index(alias + "-v*").allowNoIndices(true))
                                    .indices()
                                    .keySet());
            unused.removeAll(behindAlias());
            if (index != null) {
                unused.remove(index);
            }
            for (var each : unused) {
                client.indices().delete(delete -> delete.index(each).ignoreUnavailable(true));
            }
            return unused.size();
        });
    }

    /// What became of writes.
    ///
    /// @param stored the index has them, or later ones
    /// @param refused by SKU, with the reason: they do not fit the mapping
    public record Written(List<ProductState> stored, Map<Sku, String> refused) {}
}
