package dev.konbini.logging.door;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// Room for what a tenant has on its way.
public final class Room {

    private Room() {}

    static InFlight of(DataSize inFlight) {
        return new InFlight(
                new DoorProperties(
                        DataSize.ofMegabytes(5),
                        100_000,
                        inFlight,
                        DataSize.ofKilobytes(900),
                        Duration.ofSeconds(8)));
    }

    /// Parts of a body of a tenant that is alone.
    public static Parts parts() {
        return of(DataSize.ofMegabytes(16)).open("alone").parts();
    }
}
