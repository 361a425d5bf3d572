package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.terminal.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterruptionTests {

    private static final Progress SILENT =
            Progress.plain(new PrintStream(OutputStream.nullOutputStream()));

    @Test
    @Timeout(60)
    void endOfTheProgramWaitsUntilAllIsInOrder() throws InterruptedException {
        var interruption = new Interruption();
        assertThat(interruption.complaint()).isEmpty();

        var end = Thread.ofVirtual().start(() -> interruption.interrupt(SILENT));
        interruption.pause(Duration.ofDays(1));

        assertThat(interruption.complaint()).contains("this command was interrupted");
        assertThat(end.isAlive()).isTrue();
        interruption.close();
        end.join();
    }

    @Test
    @Timeout(60)
    void endOfAProgramThatIsDoneDoesNotWait() {
        var interruption = new Interruption();
        interruption.close();

        interruption.interrupt(SILENT);

        assertThat(interruption.complaint()).isEmpty();
    }
}
