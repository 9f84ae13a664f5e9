package dev.framespan.activities.http;

import java.net.InetAddress;
import java.net.URI;

/**
 * Protection against server-side request forgery (SSRF): which URLs and addresses a download may ask. Asked for the first URL and again
 * for each redirection; {@link SsrfGuard} asks it for each address when the connection is made.
 */
public interface UrlPolicy {
    /** Https to addresses of the public Internet, nothing else: a storyboard must not reach into a private network. */
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
