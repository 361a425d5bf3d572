package dev.konbini.cli.verify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTests {

    @TempDir private Path directory;

    @Test
    void namesTheOptionWhenThereIsNoToken() {
        var command = command("--token-file", directory.resolve("none").toString());

        assertThatThrownBy(command::call)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--token-file");
    }

    @Test
    void namesTheGatewayThatDoesNotAnswer() throws IOException {
        var token = Files.writeString(directory.resolve("token"), "token\n").toString();
        var gateway = "http://127.0.0.1:" + closedPort();

        var command = command("--token-file", token, "--gateway", gateway);

        assertThatThrownBy(command::call)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("The gateway at " + gateway + " does not answer");
    }

    private static VerifyCommand command(String... options) {
        var command = new VerifyCommand();
        new CommandLine(command).parseArgs(options);
        return command;
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
