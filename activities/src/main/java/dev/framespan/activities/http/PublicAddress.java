package dev.framespan.activities.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses a storyboard may send us to: those of the public Internet, nothing of a private network. */
public final class PublicAddress {
    /** IPv4 blocks that are not of the public Internet: address, bits. From the IANA special-purpose registry. */
    private static final int[][] RESERVED = {
        {0, 0, 0, 0, 8},
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10},
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16},
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24},
        {192, 0, 2, 0, 24},
        {192, 88, 99, 0, 24},
        {192, 168, 0, 0, 16},
        {198, 18, 0, 0, 15},
        {198, 51, 100, 0, 24},
        {203, 0, 113, 0, 24},
        {224, 0, 0, 0, 4},
        {240, 0, 0, 0, 4}
    };

    private PublicAddress() {}

    /** Whether an address belongs to the public Internet; an IPv4 address written as IPv6 is judged as IPv4. */
    public static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        return address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        int number = number(address[0] & 0xFF, address[1] & 0xFF, address[2] & 0xFF, address[3] & 0xFF);
        return Arrays.stream(RESERVED).noneMatch(block -> {
            int mask = -1 << (32 - block[4]);
            return (number & mask) == number(block[0], block[1], block[2], block[3]);
        });
    }

    private static boolean isPublic6(byte[] address) {
        if (startsWith(address, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublic4(Arrays.copyOfRange(address, 12, 16)); // NAT64
        }
        if (startsWith(address, 0x20, 0x02)) {
            return isPublic4(Arrays.copyOfRange(address, 2, 6)); // 6to4
        }
        boolean documentation = startsWith(address, 0x20, 0x01, 0x0D, 0xB8) || startsWith(address, 0x3F, 0xFF);
        boolean special = startsWith(address, 0x20, 0x01) && (address[2] & 0xFE) == 0; // Teredo, ORCHID, benchmarks
        return (address[0] & 0xE0) == 0x20 && !documentation && !special; // 2000::/3 is all that is routed
    }

    private static boolean startsWith(byte[] address, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((address[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }

    /**
     * Whether a URL's host is plainly not of the public Internet, told without a look-up: the names of this machine, and
     * addresses. An address that is written in another way than four numbers or IPv6 counts as not public.
     *
     * @param host as {@link java.net.URI#getHost()} gives it
     */
    public static boolean isPlainlyPrivate(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        if (last.equals("localhost") || last.equals("local") || last.equals("internal") || last.isEmpty()) {
            return true;
        }
        if (host.startsWith("[")) {
            return host.contains("%") || !isPublicLiteral(host.substring(1, host.length() - 1));
        }
        if (last.matches("[0-9]+|0x[0-9a-f]*")) {
            return !name.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}") || !isPublicLiteral(name);
        }
        return false;
    }

    private static boolean isPublicLiteral(String literal) {
        try {
            return is(InetAddress.getByName(literal)); // of a literal, the JDK looks nothing up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
