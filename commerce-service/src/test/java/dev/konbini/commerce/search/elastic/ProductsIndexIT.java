package dev.konbini.commerce.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.SharedServer;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class ProductsIndexIT {

    private static final String PREFIX = "swaps-";

    private final ElasticsearchClient client;
    private final ProductsIndex index;

    ProductsIndexIT(CommerceServer server) {
        client = server.bean(ElasticsearchClient.class);
        index = new ProductsIndex(client, new IndicesProperties(PREFIX));
    }

    @AfterEach
    void remove() throws IOException {
        client.indices().delete(delete -> delete.index(PREFIX + "*"));
    }

    @Test
    void swapLeavesOneIndexBehindTheAliasWhereAnotherGotItMeanwhile() throws IOException {
        var first = created(1);
        var meanwhile = created(2);
        var last = created(3);
        index.swap(null, first);

        index.swap(null, meanwhile);
        index.swap(meanwhile, last);

        assertThat(behindAlias()).containsExactly(last);
    }

    @Test
    void swapIsRefusedWhereTheEarlierIndexIsNoLongerLive() throws IOException {
        var first = created(1);
        var second = created(2);
        var late = created(3);
        index.swap(null, first);
        index.swap(first, second);

        assertThatThrownBy(() -> index.swap(first, late)).isInstanceOf(RuntimeException.class);

        assertThat(behindAlias()).containsExactly(second);
    }

    @Test
    void swapAndDeletionMendAnAliasThatIsOnTwoIndices() throws IOException {
        var first = created(1);
        var second = created(2);
        var unused = created(3);
        aliased(first);
        aliased(second);

        index.deleteAllBut(null);

        assertThat(exists(unused)).isFalse();
        assertThat(behindAlias()).containsExactlyInAnyOrder(first, second);
        var built = created(4);
        index.swap(index.live().orElseThrow(), built);
        index.deleteAllBut(built);
        assertThat(behindAlias()).containsExactly(built);
        assertThat(exists(first)).isFalse();
        assertThat(exists(second)).isFalse();
    }

    private String created(int second) {
        return index.create(Instant.ofEpochSecond(second));
    }

    private void aliased(String name) throws IOException {
        client.indices().putAlias(put -> put.index(name).name(index.alias()));
    }

    private Set<String> behindAlias() throws IOException {
        return client.indices().getAlias(query -> query.name(index.alias())).aliases().keySet();
    }

    private boolean exists(String name) throws IOException {
        return client.indices().exists(query -> query.index(name)).value();
    }
}
