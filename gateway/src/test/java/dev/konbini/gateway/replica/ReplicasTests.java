package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicasTests {

    private static final URI A = URI.create("http://10.0.0.1:8081");
    private static final URI B = URI.create("http://10.0.0.2:8081");
    private static final URI C = URI.create("http://10.0.0.3:8081");

    private final Replicas replicas = new Replicas(ServiceName.COMMERCE, List.of(A, B));

    @Test
    void choosesEachInItsTurn() {
        assertThat(List.of(chosen(), chosen(), chosen(), chosen())).containsOnly(A, B);
        assertThat(chosen()).isNotEqualTo(chosen());
    }

    @Test
    void choosesTheOneWithLeastUnderWay() {
        find(A).begin();

        assertThat(List.of(chosen(), chosen(), chosen())).containsOnly(B);
    }

    @Test
    void prefersFitToUnreadyAndUnreadyToSetAside() {
        find(A).become(Fitness.UNREADY, "test");
        assertThat(List.of(chosen(), chosen())).containsOnly(B);

        find(B).become(Fitness.SET_ASIDE, "test");
        assertThat(List.of(chosen(), chosen())).containsOnly(A);
    }

    @Test
    void triesThoseSetAsideWhereNoneIsBetter() {
        find(A).become(Fitness.SET_ASIDE, "test");
        find(B).become(Fitness.SET_ASIDE, "test");

        assertThat(List.of(chosen(), chosen())).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void takesAnotherThanTriedOnesAndStartsOverWhenAllWereTried() {
        var tried = new HashSet<>(Set.of(find(A)));

        assertThat(replicas.choose(tried).orElseThrow().uri()).isEqualTo(B);

        tried.add(find(B));
        find(B).become(Fitness.SET_ASIDE, "test");
        assertThat(replicas.choose(tried).orElseThrow().uri()).isEqualTo(A);
    }

    @Test
    void keepsWhatIsKnownOfThoseThatStay() {
        find(B).become(Fitness.UNREADY, "test");

        replicas.set(List.of(B, C));

        assertThat(replicas.all()).extracting(Replica::uri).containsExactly(B, C);
        assertThat(find(B).fitness()).isEqualTo(Fitness.UNREADY);
    }

    @Test
    void sendsNothingToNewcomersBeforeTheyAreReady() {
        replicas.set(List.of(A, B, C));

        assertThat(List.of(chosen(), chosen(), chosen(), chosen())).doesNotContain(C);
    }

    @Test
    void servesAtOnceFromTheFirstAddressesItLearns() {
        var empty = new Replicas(ServiceName.COMMERCE, List.of());

        empty.set(List.of(A));

        assertThat(empty.all()).extracting(Replica::fitness).containsExactly(Fitness.FIT);
    }

    @Test
    void choosesNoneWhereThereIsNone() {
        assertThat(new Replicas(ServiceName.COMMERCE, List.of()).choose(new HashSet<>())).isEmpty();
    }

    private URI chosen() {
        return replicas.choose(new HashSet<>()).orElseThrow().uri();
    }

    private Replica find(URI uri) {
        return replicas.all().stream()
                .filter(replica -> replica.uri().equals(uri))
                .findFirst()
                .orElseThrow();
    }
}
