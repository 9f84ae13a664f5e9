package dev.framespan.activities.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * Follows a URL as far as its {@link UrlPolicy} lets it: the URL itself, each redirection, and each address behind a name is judged
 * before anything is asked there. Sends no credentials and no cookies.
 */
public final class GuardedDownload implements AutoCloseable {
    public static final int MOST_REDIRECTIONS = 3;

    private final UrlPolicy policy;
    private final OneShotHttpClient http;

    public GuardedDownload(UrlPolicy policy) {
        this(policy, OneShotHttpClient.SILENCE, null);
    }

    /**
     * @param silence how long nothing at all may come
     * @param trust the certificates that prove a host; null for the JDK's own
     */
    public GuardedDownload(UrlPolicy policy, Duration silence, SSLContext trust) {
        this.policy = policy;
        this.http = OneShotHttpClient.guarded(new SsrfGuard(policy::allows), silence, trust);
    }

    /**
     * @param limit for all hops together
     * @param handler gets the answer that is no redirection
     * @throws RefusedUrlException when the policy forbids a URL or its address; nothing was asked for there
     * @throws TooManyRedirectionsException after {@link #MOST_REDIRECTIONS}
     * @throws DeadlineException after the limit
     */
    public <T> T get(String url, Duration limit, OneShotHttpClient.Handler<T> handler) throws IOException {
        return get(url, limit, Map.of(), handler);
    }

    /**
     * The same, with headers of the caller's.
     *
     * @param headers go to each hop: nothing in them may be a secret
     */
    public <T> T get(String url, Duration limit, Map<String, String> headers, OneShotHttpClient.Handler<T> handler)
            throws IOException {
        long start = System.nanoTime();
        URI next = judged(url);
        for (int hop = 0; hop <= MOST_REDIRECTIONS; hop++) {
            URI here = next;
            Duration left = limit.minusNanos(System.nanoTime() - start);
            Step<T> step = ask(here, left.isNegative() ? Duration.ZERO : left, headers, handler);
            if (step.location() == null) {
                return step.result();
            }
            next = judged(resolved(here, step.location()));
        }
        throw new TooManyRedirectionsException();
    }

    /** Either the result or where it leads on to. */
    private record Step<T>(T result, String location) {}

    private <T> Step<T> ask(URI url, Duration limit, Map<String, String> headers, OneShotHttpClient.Handler<T> handler)
            throws IOException {
        HttpGet get = new HttpGet(url);
        headers.forEach(get::setHeader);
        try {
            return http.stream(get, limit, response -> {
                String location = location(response);
                return location == null ? new Step<>(handler.handle(response), null) : new Step<>(null, location);
            });
        } catch (UnsentException e) {
            if (e.getCause() instanceof SsrfGuard.RefusedAddressException) {
                throw new RefusedUrlException(RefusedUrlException.Reason.PRIVATE_ADDRESS, url.toString());
            }
            throw e;
        }
    }

    private static String location(ClassicHttpResponse response) {
        Header location = response.getFirstHeader("Location");
        return switch (response.getCode()) {
            case 301, 302, 303, 307, 308 -> location == null ? null : location.getValue();
            default -> null;
        };
    }

    private static String resolved(URI here, String location) throws RefusedUrlException {
        return here.resolve(parsed(location)).toString();
    }

    private URI judged(String link) throws RefusedUrlException {
        URI url = parsed(link);
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new RefusedUrlException(RefusedUrlException.Reason.NO_WEB_ADDRESS, link);
        }
        if (!policy.allows(url)) {
            throw new RefusedUrlException(RefusedUrlException.Reason.NOT_ALLOWED, link);
        }
        return url;
    }

    private static URI parsed(String link) throws RefusedUrlException {
        try {
            return new URI(link);
        } catch (URISyntaxException e) {
            throw new RefusedUrlException(RefusedUrlException.Reason.MALFORMED, link);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** The server redirects on and on. */
    public static final class TooManyRedirectionsException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooManyRedirectionsException() {
            super("its link leads on more than " + MOST_REDIRECTIONS + " times");
        }
    }
}
