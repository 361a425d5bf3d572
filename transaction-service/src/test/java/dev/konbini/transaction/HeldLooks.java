package dev.konbini.transaction;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/// Holds MongoDB's driver up before each of its looks at the server, until what is waited for has
/// happened, but for no more than 200 ms.
///
/// The driver has no hook there but a line of its log, which is written in the thread that looks.
final class HeldLooks extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final long HOLD_NANOS_MAX = 200_000_000;
    private static final Logger DRIVER =
            (Logger) LoggerFactory.getLogger("org.mongodb.driver.cluster");

    private final BooleanSupplier until;
    private final AtomicInteger count = new AtomicInteger();

    HeldLooks(BooleanSupplier until) {
        this.until = until;
        DRIVER.addAppender(this);
        DRIVER.setAdditive(false);
        DRIVER.setLevel(Level.DEBUG);
        start();
    }

    /// How many looks there were.
    int count() {
        return count.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getMessage().startsWith("Checking status of")) {
            count.incrementAndGet();
            var began = System.nanoTime();
            while (!until.getAsBoolean() && System.nanoTime() - began < HOLD_NANOS_MAX) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public void close() {
        stop();
        DRIVER.setLevel(null);
        DRIVER.setAdditive(true);
        DRIVER.detachAppender(this);
    }
}
