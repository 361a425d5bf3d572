package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.json.JsonData;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The products index as 0.1.0 makes, writes and searches it: with the mapping that was released,
/// and with a document and a request that were recorded of it.
public final class ReleasedIndex {

    private static final Path MAPPING =
            Path.of(
                    System.getProperty("contracts.directory", "../contracts"),
                    "released/0.1.0/indices/products.json");

    private final ElasticsearchClient client;
    private final String alias;

    public ReleasedIndex(ElasticsearchClient client, String prefix) {
        this.client = client;
        this.alias = prefix + "products";
    }

    /// Makes an index behind the alias, in place of the one that is there.
    ///
    /// @return its name
    public String create() {
        var name = alias + "-v1-" + System.currentTimeMillis();
        try {
            client.indices().create(index -> index.index(name).withJson(mapping()));
            client.indices()
                    .updateAliases(update ->
                            update.actions(action ->
                                            action.remove(remove ->
                                                    remove.index(alias + "-v*")
                                                            .alias(alias)
                                                            .mustExist(false)))
                                    .actions(action ->
                                            action.add(add -> add.index(name).alias(alias))));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the recorded document as the product `sku`, and fails if it is refused.
    public void write(String sku, long revision) {
        try {
            var answer =
                    client.bulk(bulk ->
                            bulk.index(alias)
                                    .requireAlias(true)
                                    .operations(operation ->
                                            operation.index(document ->
                                                    document.id(sku)
                                                            .version(revision)
                                                            .versionType(VersionType.External)
                                                            .document(document()))));
            answer.items().forEach(ReleasedIndex::check);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends the recorded request.
    public SearchResponse<Void> search() {
        try (var request = resource("search-request")) {
            return client.search(search -> search.index(alias).withJson(request), Void.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(BulkResponseItem item) {
        // 409: a later revision is there.
        if (item.error() != null && item.status() != 409) {
            throw new AssertionError(String.valueOf(item.error().reason()));
        }
    }

    private static JsonData document() {
        try (var document = resource("product-document")) {
            return JsonData.fromJson(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StringReader mapping() {
        try {
            return new StringReader(Files.readString(MAPPING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                ReleasedIndex.class.getResourceAsStream("/released/0.1.0/" + name + ".json"));
    }
}
