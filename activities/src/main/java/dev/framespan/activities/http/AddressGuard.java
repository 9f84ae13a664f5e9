package dev.framespan.activities.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to public addresses only. It stands where the connection is made, so there is no gap between looking and
 * leaping, and it sees every hop of a redirect.
 */
public final class AddressGuard implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new RefusedAddressException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address belongs to the public internet. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        boolean carrierGrade = first == 100 && second >= 64 && second < 128; // RFC 6598
        boolean privately = first == 10 || first == 172 && second >= 16 && second < 32 || first == 192 && second == 168;
        boolean special = first == 192 && second == 0 && bytes[at + 2] == 0 // RFC 6890
                || first == 198 && (second == 18 || second == 19); // RFC 2544
        return first != 0
                && first != 127
                && first < 224
                && !(first == 169 && second == 254)
                && !carrierGrade
                && !privately
                && !special;
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        if (uniqueLocal) {
            return false;
        }
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        if (translated) {
            return isPublic4(bytes, 12); // RFC 6052
        }
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02; // RFC 3056
        return !sixToFour || isPublic4(bytes, 2);
    }

    /** The name leads to an address of this machine or of a private network. */
    public static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host) {
            super(host + " leads to a private address");
        }
    }
}
