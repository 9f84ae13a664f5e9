package dev.framespan.activities.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Protection against server-side request forgery (SSRF) through a provider's links. Where a result may be: on the public Internet; where the provider runs on this machine, on this machine too. Never on
 * other machines of a private network, and never on link-local addresses, where clouds answer with a machine's own secrets.
 */
public enum ResultUrlPolicy implements UrlPolicy {
    REMOTE_PROVIDER {
        @Override
        boolean allowsHost(String host) {
            return !PublicAddress.isPlainlyPrivate(host);
        }

        @Override
        public boolean allows(InetAddress address) {
            return PublicAddress.is(address);
        }
    },
    /** The provider runs on this machine. */
    LOCAL_PROVIDER {
        @Override
        boolean allowsHost(String host) {
            return !PublicAddress.isPlainlyPrivate(host)
                    || NAME.matcher(host).matches() // it is judged by where it leads
                    || isAllowedNumber(host);
        }

        private boolean isAllowedNumber(String host) {
            try {
                return NUMBER.matcher(host).matches() && allows(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                return false;
            }
        }

        @Override
        public boolean allows(InetAddress address) {
            return PublicAddress.is(address) || address.isLoopbackAddress() || isOwn(address);
        }
    };

    /** Ends with a word, not with a number in any of its spellings. */
    private static final Pattern NAME = Pattern.compile("([^\\[]*\\.)?[A-Za-z][^.\\[]*\\.?");
    /** In its usual spelling, without a zone. */
    private static final Pattern NUMBER =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|\\[[0-9A-Fa-f:.]+]");

    /** @param local whether the provider runs on this machine */
    public static ResultUrlPolicy of(boolean local) {
        return local ? LOCAL_PROVIDER : REMOTE_PROVIDER;
    }

    abstract boolean allowsHost(String host);

    @Override
    public boolean allows(URI url) {
        return allowsHost(url.getHost());
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return !address.isLinkLocalAddress()
                    && !address.isAnyLocalAddress()
                    && NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
