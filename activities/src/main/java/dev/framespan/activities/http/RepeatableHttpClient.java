package dev.framespan.activities.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * HTTP for calls that do no harm when they arrive twice: connections are kept for the next call, and where the other side has closed one
 * meanwhile a question is asked once more, on a connection of its own.
 */
public final class RepeatableHttpClient implements AutoCloseable {
    /** Servers and what stands before them mostly keep a connection for a minute at least. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final OneShotHttpClient kept = OneShotHttpClient.keepAlive(IDLE);
    private final OneShotHttpClient fresh = OneShotHttpClient.plain();

    /**
     * Asks a question. Limits are as in {@link OneShotHttpClient#call(HttpUriRequestBase, Duration, int)}, of both times together.
     *
     * @param question changes nothing at the other side
     */
    public HttpReply ask(HttpUriRequestBase question, Duration limit, int cap) throws IOException {
        long start = System.nanoTime();
        HttpUriRequestBase again = copy(question);
        try {
            return kept.call(question, limit, cap);
        } catch (StaleConnectionException e) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            return fresh.call(again, left.isNegative() ? Duration.ZERO : left, cap);
        }
    }

    /** Makes a call once: where it is not known whether it arrived, the caller finds out. */
    public HttpReply call(HttpUriRequestBase request, Duration limit, int cap) throws IOException {
        return kept.call(request, limit, cap);
    }

    /** A request that was given up cannot be made again. */
    private static HttpUriRequestBase copy(HttpUriRequestBase question) throws IOException {
        if (question.getEntity() != null) {
            throw new IllegalArgumentException("a question has no body");
        }
        HttpUriRequestBase copy = new HttpUriRequestBase(question.getMethod(), uri(question));
        copy.setHeaders(question.getHeaders());
        return copy;
    }

    private static URI uri(HttpUriRequestBase question) throws IOException {
        try {
            return question.getUri();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            kept.close();
        } finally {
            fresh.close();
        }
    }
}
