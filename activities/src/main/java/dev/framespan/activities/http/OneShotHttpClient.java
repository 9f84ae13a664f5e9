package dev.framespan.activities.http;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.store.CappedInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP without anything that the caller does not see: no retry, no cookie, and no second request on a connection that may be stale unless it was
 * made for that. Every call has a time limit as a whole, and an answer a largest size.
 */
public final class OneShotHttpClient implements AutoCloseable {
    private static final String SENDING = "framespan.sending";
    private static final String FENCE = "framespan.fence";
    private static final String USED_BEFORE = "framespan.used-before";
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final CloseableHttpClient client;
    private final boolean keeps;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "http-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private OneShotHttpClient(HttpClientBuilder client, boolean keeps) {
        this.client = client.build();
        this.keeps = keeps;
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Follows no redirect and keeps no connection: for calls that cost money. Goes through a proxy where the JVM's settings name one. */
    public static OneShotHttpClient plain() {
        return plain(Clock.systemUTC());
    }

    /** @param clock which says whether it is too late for a call with a fence */
    public static OneShotHttpClient plain(Clock clock) {
        return new OneShotHttpClient(builder(null, SILENCE, null, clock).setRoutePlanner(proxies()), false);
    }

    /** Keeps its connections for the next call, which may find that the other side has closed them. */
    static OneShotHttpClient keepAlive(Duration idle) {
        HttpClientBuilder client = builder(null, SILENCE, null, Clock.systemUTC())
                .setDefaultHeaders(List.of())
                .setConnectionReuseStrategy(DefaultClientConnectionReuseStrategy.INSTANCE)
                .setKeepAliveStrategy((response, context) -> TimeValue.of(idle))
                .setRoutePlanner(proxies());
        return new OneShotHttpClient(client, true);
    }

    /** As {@code https.proxyHost}, {@code http.nonProxyHosts} and so on say; this machine is reached directly unless they say otherwise. */
    private static HttpRoutePlanner proxies() {
        return new SystemDefaultRoutePlanner(null);
    }

    /** Reaches only what the guard lets through, and leaves each redirect to the caller to judge. */
    static OneShotHttpClient guarded(DnsResolver guard) {
        return guarded(guard, SILENCE, null);
    }

    static OneShotHttpClient guarded(DnsResolver guard, Duration silence, SSLContext trust) {
        // What an object store keeps compressed it sends so, whatever is asked for: it is unpacked, and its bytes are
        // counted then.
        return new OneShotHttpClient(builder(guard, silence, trust, Clock.systemUTC()), false);
    }

    private static HttpClientBuilder builder(DnsResolver resolver, Duration silence, SSLContext trust, Clock clock) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(256)
                .setMaxConnPerRoute(256)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(10))
                        .setSocketTimeout(Timeout.of(silence))
                        .build());
        if (trust != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trust));
        }
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(config().build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                // ... and the other side is told, so that it does not wait for more.
                .setDefaultHeaders(List.of(new BasicHeader("Connection", "close")))
                .setRequestExecutor(new Executor(clock))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("framespan");
    }

    /**
     * Makes a call and reads its answer.
     *
     * @param limit for the whole call, in time
     * @param cap for the answer's body, in bytes
     * @throws UnsentException when there was no connection to send it on
     * @throws IOException also when the answer is longer than the cap
     */
    public HttpReply call(HttpUriRequestBase request, Duration limit, int cap) throws IOException {
        return within(limit, request, HttpClientContext.create(), response -> reply(response, cap));
    }

    /**
     * Makes a call that may not begin any more after a certain time.
     *
     * @param fence after this instant no byte leaves: looked at when there is a connection, immediately before the first byte
     * @throws UnsentException also when it was too late
     */
    public HttpReply call(HttpUriRequestBase request, Duration limit, int cap, Instant fence) throws IOException {
        HttpContext context = HttpClientContext.create();
        context.setAttribute(FENCE, fence);
        return within(limit, request, context, response -> {
            CrashPoint.POSTED.passing();
            return reply(response, cap);
        });
    }

    /** Makes a call and hands its answer on while it comes in. */
    public <T> T stream(HttpUriRequestBase request, Duration limit, Handler<T> handler) throws IOException {
        return within(limit, request, HttpClientContext.create(), handler);
    }

    /**
     * Makes a call that may not begin any more after a certain time, and hands its answer on while it comes in. The other side may be silent
     * for all of the limit: what is paid for is not given up because it takes long.
     *
     * @param fence as in {@link #call(HttpUriRequestBase, Duration, int, Instant)}
     */
    public <T> T stream(HttpUriRequestBase request, Duration limit, Instant fence, Handler<T> handler)
            throws IOException {
        HttpContext context = HttpClientContext.create();
        context.setAttribute(FENCE, fence);
        request.setConfig(config().setResponseTimeout(Timeout.of(limit)).build());
        return within(limit, request, context, handler);
    }

    private static RequestConfig.Builder config() {
        return RequestConfig.custom().setConnectionRequestTimeout(Timeout.ofSeconds(30));
    }

    private <T> T within(Duration limit, HttpUriRequestBase request, HttpContext context, Handler<T> handler)
            throws IOException {
        // Set before the call is torn down, so that the calling thread can say why.
        AtomicBoolean over = new AtomicBoolean();
        ScheduledFuture<?> deadline = null;
        ClassicHttpResponse answer = null;
        boolean whole = false;
        try {
            deadline = deadlines.schedule(
                    () -> {
                        over.set(true);
                        request.abort();
                    },
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            answer = client.executeOpen(null, request, context);
            if (context.getAttribute(SENDING) == null) {
                throw new IOException("the proxy does not connect (HTTP " + answer.getCode() + ")");
            }
            T handled = handler.handle(answer);
            if (keeps) {
                // Or the connection would be closed with what ends the answer still on it.
                EntityUtils.consume(answer.getEntity());
                whole = true;
            }
            return handled;
        } catch (IOException e) {
            IOException told = over.get() ? new DeadlineException(limit, e) : stale(e, context);
            throw context.getAttribute(SENDING) == null ? new UnsentException(told) : told;
        } catch (RejectedExecutionException | IllegalStateException e) {
            // What is closed already says so like this: the one of the deadlines, the other of the connections.
            if (context.getAttribute(SENDING) == null) {
                throw new UnsentException(new IOException("this process is ending", e));
            }
            throw e;
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
            if (!whole) {
                request.abort(); // or closing would read the rest of whatever else the server sends
            }
            Closer.closeQuietly(answer);
        }
    }

    private static IOException stale(IOException e, HttpContext context) {
        boolean closed = e instanceof NoHttpResponseException || e instanceof SocketException;
        return closed && context.getAttribute(USED_BEFORE) != null ? new StaleConnectionException(e) : e;
    }

    /** An answer, read whole. */
    public static HttpReply reply(ClassicHttpResponse response, int cap) throws IOException {
        return new HttpReply(
                response.getCode(), body(response, cap), header(response, "Retry-After"), header(response, "Date"));
    }

    private static byte[] body(ClassicHttpResponse response, int cap) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        return new CappedInputStream(response.getEntity().getContent(), cap).readAllBytes();
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    /**
     * Looks at the fence as soon as there is a connection and bytes may leave, and leaves a mark: before it, nothing can have been
     * accepted.
     */
    private static final class Executor extends HttpRequestExecutor {
        private final Clock clock;

        Executor(Clock clock) {
            this.clock = clock;
        }

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback information,
                HttpContext context)
                throws IOException, HttpException {
            if (Method.CONNECT.isSame(request.getMethod())) {
                // To a proxy: nothing of the request itself has left.
                return super.execute(request, connection, information, context);
            }
            if (context.getAttribute(FENCE) instanceof Instant fence
                    && clock.instant().isAfter(fence)) {
                throw new IOException("it was too late to send it");
            }
            if (connection.getEndpointDetails().getRequestCount() > 0) {
                context.setAttribute(USED_BEFORE, Boolean.TRUE);
            }
            context.setAttribute(SENDING, Boolean.TRUE);
            return super.execute(request, connection, information, context);
        }
    }

    /** Takes an answer, and leaves its stream open: closing reads all that the server still sends, and the client breaks it off. */
    @FunctionalInterface
    public interface Handler<T> {
        T handle(ClassicHttpResponse response) throws IOException;
    }
}
