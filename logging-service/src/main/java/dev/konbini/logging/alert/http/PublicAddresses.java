package dev.konbini.logging.alert.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Tells addresses of the public internet from those that reach into this machine or its network,
/// where whoever sets an alert could make us ask what they could not ask themselves.
final class PublicAddresses {

    private PublicAddresses() {}

    /// Whether `address` is of the public internet: not this machine's, link local (where clouds
    /// keep their metadata), private (RFC 1918, RFC 4193), shared (RFC 6598) or reserved.
    static boolean contains(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isPublicSix(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        var first = four[0] & 0xff;
        var second = four[1] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && four[2] == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    /// Those that carry an IPv4 address (RFC 6052, RFC 3056) are as public as that is.
    private static boolean isPublicSix(byte[] six) {
        var first = six[0] & 0xff;
        if ((first & 0xfe) == 0xfc) {
            return false;
        }
        if (first == 0x00 && (six[1] & 0xff) == 0x64) {
            return isPublicInSix(six, 12);
        }
        if (first == 0x20 && (six[1] & 0xff) == 0x02) {
            return isPublicInSix(six, 2);
        }
        return (first & 0xe0) == 0x20;
    }

    private static boolean isPublicInSix(byte[] six, int at) {
        try {
            return contains(InetAddress.getByAddress(Arrays.copyOfRange(six, at, at + 4)));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
