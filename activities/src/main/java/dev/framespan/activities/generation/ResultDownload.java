package dev.framespan.activities.generation;

import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.activities.http.SsrfGuard;
import dev.framespan.activities.http.UrlPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** Follows a provider's link as far as it may lead: the link itself, each redirection, and each address behind a name is judged. */
final class ResultDownload implements AutoCloseable {
    static final int MOST_REDIRECTIONS = 3;

    private final UrlPolicy reach;
    private final OneShotHttpClient http;

    ResultDownload(UrlPolicy reach) {
        this.reach = reach;
        this.http = OneShotHttpClient.guarded(new SsrfGuard(reach::allows));
    }

    /**
     * @param limit for all hops together
     * @throws RefusedLinkException when a link leads where no result is; nothing was asked for there
     * @throws LeadsOnException after too many redirections
     */
    <T> T get(String link, Duration limit, OneShotHttpClient.Handler<T> handler) throws IOException {
        long start = System.nanoTime();
        URI next = judged(link);
        for (int hop = 0; hop <= MOST_REDIRECTIONS; hop++) {
            URI here = next;
            Duration left = limit.minusNanos(System.nanoTime() - start);
            Step<T> step = ask(here, left.isNegative() ? Duration.ZERO : left, handler);
            if (step.onwards() == null) {
                return step.result();
            }
            next = judged(resolved(here, step.onwards()));
        }
        throw new LeadsOnException();
    }

    /** Either the result or where it leads on to. */
    private record Step<T>(T result, String onwards) {}

    private <T> Step<T> ask(URI url, Duration limit, OneShotHttpClient.Handler<T> handler) throws IOException {
        try {
            return http.stream(new HttpGet(url), limit, response -> {
                String onwards = onwards(response);
                return onwards == null ? new Step<>(handler.handle(response), null) : new Step<>(null, onwards);
            });
        } catch (IOException e) {
            if (hasRefusedAddress(e)) {
                throw RefusedLinkException.leadsTo(url);
            }
            throw e;
        }
    }

    private static String onwards(ClassicHttpResponse response) {
        Header location = response.getFirstHeader("Location");
        return switch (response.getCode()) {
            case 301, 302, 303, 307, 308 -> location == null ? null : location.getValue();
            default -> null;
        };
    }

    private static String resolved(URI here, String onwards) throws RefusedLinkException {
        try {
            return here.resolve(new URI(onwards)).toString();
        } catch (URISyntaxException e) {
            throw RefusedLinkException.noWebAddress();
        }
    }

    private URI judged(String link) throws RefusedLinkException {
        URI url;
        try {
            url = new URI(link);
        } catch (URISyntaxException e) {
            throw RefusedLinkException.noWebAddress();
        }
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw RefusedLinkException.noWebAddress();
        }
        if (!reach.allows(url)) {
            throw RefusedLinkException.leadsTo(url);
        }
        return url;
    }

    private static boolean hasRefusedAddress(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SsrfGuard.RefusedAddressException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** A link that is not followed; the message says why. */
    static final class RefusedLinkException extends IOException {
        private static final long serialVersionUID = 1L;

        private RefusedLinkException(String message) {
            super(message);
        }

        private static RefusedLinkException noWebAddress() {
            return new RefusedLinkException("the provider's link is no web address, and is not followed");
        }

        private static RefusedLinkException leadsTo(URI url) {
            return new RefusedLinkException("the provider's link leads to " + url.getHost()
                    + ", an address of a private network, and is not followed");
        }
    }

    /** It leads on and on. */
    static final class LeadsOnException extends IOException {
        private static final long serialVersionUID = 1L;

        private LeadsOnException() {
            super("its link leads on more than " + MOST_REDIRECTIONS + " times");
        }
    }
}
