package dev.framespan.activities.http;

import java.net.InetAddress;
import java.net.URI;

/** How far a download may go. Asked for the first URL and again for each that an answer leads on to. */
public interface UrlPolicy {
    /** Https to addresses of the public Internet, nothing else: a storyboard must not look into anybody's house. */
    UrlPolicy PUBLIC_INTERNET = new UrlPolicy() {
        @Override
        public boolean allows(URI url) {
            return "https".equalsIgnoreCase(url.getScheme()) && !PublicAddress.isPlainlyPrivate(url.getHost());
        }

        @Override
        public boolean allows(InetAddress address) {
            return PublicAddress.is(address);
        }
    };

    /** @param url with a host, without a name or password */
    boolean allows(URI url);

    /** @param address one to which the connection itself is then made: there is no second look-up that could answer otherwise */
    boolean allows(InetAddress address);
}
