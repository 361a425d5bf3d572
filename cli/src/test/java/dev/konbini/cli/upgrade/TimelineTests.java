package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.upgrade.Spell.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTests {

    private final Timeline timeline = new Timeline();

    @Test
    void replicaThatIsSeenAgainAsItWasHasOneSpell() {
        timeline.observe("gateway-a", "0.1.0", State.SERVING);
        timeline.observe("gateway-a", "0.1.0", State.SERVING);
        timeline.observe("gateway-a", "0.1.0", State.DRAINING);

        assertThat(timeline.until(Instant.now()))
                .extracting(Spell::state)
                .containsExactly(State.SERVING, State.DRAINING);
    }

    @Test
    void spellOfAReplicaThatIsGoneDoesNotGoOn() {
        timeline.observe("gateway-a", "0.1.0", State.DRAINING);
        timeline.leave("gateway-a");
        var later = Instant.now().plusSeconds(60);

        assertThat(timeline.until(later))
                .singleElement()
                .satisfies(spell -> assertThat(spell.until()).isBefore(later));
    }
}
