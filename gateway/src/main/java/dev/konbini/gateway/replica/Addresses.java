package dev.konbini.gateway.replica;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/// Looks up the addresses that a name stands for.
@Component
final class Addresses {

    /// Returns the URI of each address of the host of `name`, in a stable order.
    ///
    /// @return empty where the name is not known at the moment
    List<URI> of(URI name) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name.getHost()))
                    .map(Addresses::literal)
                    .sorted()
                    .map(address ->
                            URI.create(
                                    "%s://%s:%d"
                                            .formatted(name.getScheme(), address, name.getPort())))
                    .toList();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address
                ? "[" + address.getHostAddress() + "]"
                : address.getHostAddress();
    }
}
