package dev.framespan.activities.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Protection against server-side request forgery (SSRF), where connections are made: looks a host up once, and lets through only the addresses that may be reached; the connection is made to one of these. It stands
 * where the connection is made, so there is no second look-up that could answer otherwise, and it sees whatever a redirect leads to.
 */
public final class SsrfGuard implements DnsResolver {
    private final Predicate<InetAddress> allowed;
    private final DnsResolver lookUp;

    /** Lets through the addresses of the public Internet. */
    public SsrfGuard() {
        this(PublicAddress::is);
    }

    public SsrfGuard(Predicate<InetAddress> allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    SsrfGuard(Predicate<InetAddress> allowed, DnsResolver lookUp) {
        this.allowed = allowed;
        this.lookUp = lookUp;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses =
                Arrays.stream(lookUp.resolve(host)).filter(allowed).toArray(InetAddress[]::new);
        if (addresses.length == 0) {
            throw new RefusedAddressException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A host all of whose addresses belong to this machine or to a private network. */
    public static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host) {
            super(host + " is not on the public Internet");
        }
    }
}
