package dev.konbini.cli.door;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the door; `up` starts it where there are several gateways.
@Command(name = "door", hidden = true, description = "Stand before several gateways.")
public final class DoorCommand implements Callable<Integer> {

    @Option(names = "--port", required = true, description = "Where to listen.")
    private int port;

    @Option(names = "--gateway", required = true, split = ",", description = "The gateways' ports.")
    private List<Integer> gateways = List.of();

    @Override
    public Integer call() throws IOException {
        new Door(gateways).serve(port);
        return 0;
    }
}
