package dev.konbini.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void findsOnlyListeningSocketsOfThePort() {
        var lines =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode",
                        "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 111 1",
                        "   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0 0 222 1",
                        "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 333 1",
                        "   3: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 444 1");

        assertThat(Ports.listeningSockets(lines, 8080))
                .containsExactlyInAnyOrder("socket:[111]", "socket:[444]");
    }

    @Test
    void namesHolderOfTakenPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            assertThat(Ports.free(port)).isFalse();
            assertThat(Ports.holder(port))
                    .map(Ports.Holder::pid)
                    .contains(ProcessHandle.current().pid());
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> Ports.requireFree("the gateway", port))
                    .withMessageStartingWith("Port %d for the gateway is taken by pid", port)
                    .withMessageContaining("java");
        }
    }

    @Test
    void picksDifferentFreePorts() {
        var ports = Ports.pick(5);

        assertThat(ports).doesNotHaveDuplicates().hasSize(5).allMatch(Ports::free);
        assertThat(Ports.holder(ports.getFirst())).isEmpty();
    }

    @Test
    void picksNoPortASecondTimeWhileNobodyListensThere() {
        int port = Ports.pick(1).getFirst();

        assertThat(Ports.free(port)).isTrue();
        assertThat(PickedPorts.take(port)).isFalse();
    }
}
