package dev.konbini.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTests {

    @Test
    void readsFieldsBehindNameWithSpacesAndParentheses() {
        var stat =
                ProcessStat.parse(
                        "42 (odd (name) x) S 1 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 7 0 998877 1 2");

        assertThat(stat).isEqualTo(new ProcessStat('S', 7, 998877));
    }

    @Test
    void zombieRunsOnlyWhileItHasOtherThreads() {
        assertThat(new ProcessStat('Z', 1, 1).running()).isFalse();
        assertThat(new ProcessStat('Z', 2, 1).running()).isTrue();
        assertThat(new ProcessStat('S', 1, 1).running()).isTrue();
    }

    @Test
    void findsThisProcessAndNoneOfAnImpossiblePid() {
        assertThat(ProcessStat.of(ProcessHandle.current().pid())).isPresent();
        assertThat(ProcessStat.of(Integer.MAX_VALUE)).isEmpty();
    }
}
