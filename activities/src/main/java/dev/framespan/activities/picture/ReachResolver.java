package dev.framespan.activities.picture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Looks a host up once, and lets through only the addresses that may be reached; the connection is made to one of these. */
final class ReachResolver implements DnsResolver {
    private final Reach reach;

    ReachResolver(Reach reach) {
        this.reach = reach;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        InetAddress[] allowed = Arrays.stream(all).filter(reach::allows).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new OutOfReachException(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A host all of whose addresses are private. */
    static final class OutOfReachException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        OutOfReachException(String host) {
            super(host + " is not on the public Internet");
        }
    }
}
