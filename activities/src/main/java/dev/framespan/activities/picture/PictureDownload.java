package dev.framespan.activities.picture;

import dev.framespan.activities.http.SsrfGuard;
import dev.framespan.activities.http.UrlPolicy;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.storyboard.checking.PictureInspector;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches a user's own picture from the Internet, once: the store remembers what a URL gave. Goes nowhere but where its
 * {@link UrlPolicy} allows, follows at most three redirections, sends no credentials and no cookies, takes no more bytes than a model
 * does, and believes the content alone.
 */
public final class PictureDownload implements AutoCloseable {
    private static final int MOST_REDIRECTIONS = 3;

    private final Store store;
    private final PictureRecords records;
    private final PictureInspector inspector;
    private final UrlPolicy reach;
    private final Limits limits;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watch;

    /**
     * @param bytes largest picture
     * @param whole how long one download may take in all; a server that sends a byte now and then is cut off
     * @param silence how long nothing at all may come
     */
    public record Limits(long bytes, Duration whole, Duration silence) {
        /** As large as a model takes it, as long as a slow line needs for that. */
        public static Limits of(long bytes) {
            return new Limits(bytes, Duration.ofMinutes(3), Duration.ofSeconds(20));
        }
    }

    /** A download from the public Internet. */
    public PictureDownload(Store store, PictureInspector inspector, Limits limits) {
        this(store, inspector, limits, UrlPolicy.PUBLIC_INTERNET, null);
    }

    /** @param trust whom to believe that he is the host; null for the JDK's own certificates */
    PictureDownload(Store store, PictureInspector inspector, Limits limits, UrlPolicy reach, SSLContext trust) {
        this.store = store;
        this.records = new PictureRecords(store);
        this.inspector = inspector;
        this.reach = reach;
        this.limits = limits;
        this.client = client(limits, reach, trust);
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "picture-download-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    private static CloseableHttpClient client(Limits limits, UrlPolicy reach, SSLContext trust) {
        Timeout silence = Timeout.of(limits.silence());
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new SsrfGuard(reach::allows))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(silence)
                        .setSocketTimeout(silence)
                        .build());
        if (trust != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trust));
        }
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(silence).build())
                .setUserAgent("Framespan")
                .disableRedirectHandling() // each hop is judged here
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression() // so that bytes are counted as they come
                .build();
    }

    /**
     * The picture at a URL. Asks the network only where the store does not know it.
     *
     * @throws PictureException when it cannot be had or is no picture
     * @throws IOException when the store fails
     */
    public Asset fetch(URI url) throws IOException {
        Optional<Asset> known = records.asset(url);
        if (known.isPresent()) {
            return known.get();
        }
        Path file = store.scratch().resolve(UUID.randomUUID() + ".part");
        try {
            download(url, file);
            PictureInspector.Finding finding = inspector.inspect(file);
            if (finding instanceof PictureInspector.NoPicture none) {
                throw new PictureException(
                        url.toString(), "what this gives cannot be used as a picture: " + none.reason());
            }
            Asset asset = store.keep(file, ((PictureInspector.Picture) finding).type());
            records.record(url, asset);
            return asset;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void download(URI url, Path file) throws IOException {
        URI next = url;
        for (int hop = 0; hop <= MOST_REDIRECTIONS; hop++) {
            Optional<URI> onwards = request(url, next, file);
            if (onwards.isEmpty()) {
                return;
            }
            next = onwards.get();
        }
        throw new PictureException(
                url.toString(), "it leads on more than " + MOST_REDIRECTIONS + " times: write the last URL");
    }

    /** @return where the answer leads on to; empty when the picture has come */
    private Optional<URI> request(URI asked, URI url, Path file) throws IOException {
        if (url.getHost() == null || url.getRawUserInfo() != null || !reach.allows(url)) {
            String leads = url.equals(asked) ? "" : "it leads on to " + url + ", and ";
            throw new PictureException(asked.toString(), leads + "only https URLs of the public Internet are fetched");
        }
        HttpGet get = new HttpGet(url);
        ScheduledFuture<?> end = watch.schedule(get::cancel, limits.whole().toMillis(), TimeUnit.MILLISECONDS);
        ClassicHttpResponse answer = null;
        try {
            answer = client.executeOpen(null, get, null);
            return answered(asked, url, answer, file);
        } catch (PictureException e) {
            throw e;
        } catch (IOException e) {
            throw IoReason.isFull(e) ? e : new PictureException(asked.toString(), words(e, get.isCancelled()));
        } finally {
            end.cancel(false);
            get.cancel(); // or closing would read the rest of whatever else the server sends
            Closer.closeQuietly(answer);
        }
    }

    private Optional<URI> answered(URI asked, URI url, ClassicHttpResponse answer, Path file) throws IOException {
        int status = answer.getCode();
        Header location = answer.getFirstHeader("Location");
        if (status >= 300 && status < 400 && status != 304 && location != null) {
            try {
                return Optional.of(url.resolve(location.getValue()));
            } catch (IllegalArgumentException e) {
                throw new PictureException(asked.toString(), "it leads on to what is no URL");
            }
        }
        if (status != 200) {
            throw new PictureException(asked.toString(), "the server answers " + status + ": try the URL in a browser");
        }
        if (answer.getEntity() == null) {
            throw new PictureException(asked.toString(), "the server sends nothing");
        }
        long announced = answer.getEntity().getContentLength();
        if (announced > limits.bytes()) {
            throw tooLarge(asked);
        }
        InputStream in = answer.getEntity().getContent();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > limits.bytes()) {
                    throw tooLarge(asked);
                }
                out.write(buffer, 0, read);
            }
        }
        return Optional.empty();
    }

    private PictureException tooLarge(URI asked) {
        return new PictureException(
                asked.toString(),
                String.format(Locale.ROOT, "a picture has at most %,d bytes, and this one has more", limits.bytes()));
    }

    private String words(IOException e, boolean late) {
        if (e instanceof SsrfGuard.RefusedAddressException) {
            return "its host is not on the public Internet, where the provider could see it";
        }
        if (late) {
            return "it has not come within " + limits.whole().toSeconds() + " seconds";
        }
        if (e instanceof UnknownHostException) {
            return "there is no such host; or this machine is offline";
        }
        if (e instanceof ConnectException) {
            return "its host takes no connection";
        }
        if (e instanceof InterruptedIOException) {
            return "its host has been silent for " + limits.silence().toSeconds() + " seconds";
        }
        if (e instanceof SSLException) {
            return "its host does not prove who it is (" + IoReason.of(e) + ")";
        }
        return "it cannot be fetched (" + IoReason.of(e) + ")";
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
