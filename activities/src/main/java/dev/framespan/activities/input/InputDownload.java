package dev.framespan.activities.input;

import dev.framespan.activities.http.DeadlineException;
import dev.framespan.activities.http.GuardedDownload;
import dev.framespan.activities.http.RefusedUrlException;
import dev.framespan.activities.http.UnsentException;
import dev.framespan.activities.http.UrlPolicy;
import dev.framespan.activities.store.CappedInputStream;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * Fetches an author's own picture or video from the Internet, once: the store remembers what a URL gave. Takes no more bytes than a
 * model does, and believes the content alone.
 */
public final class InputDownload implements AutoCloseable {
    private final Store store;
    private final InputRecords records;
    private final InputInspector inspector;
    private final Limits limits;
    private final GuardedDownload http;

    /**
     * @param bytes largest picture or video
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
    public InputDownload(Store store, InputInspector inspector, Limits limits) {
        this(store, inspector, limits, UrlPolicy.PUBLIC_INTERNET, null);
    }

    /** @param trust the certificates that prove a host; null for the JDK's own certificates */
    InputDownload(Store store, InputInspector inspector, Limits limits, UrlPolicy policy, SSLContext trust) {
        this.store = store;
        this.records = new InputRecords(store);
        this.inspector = inspector;
        this.limits = limits;
        this.http = new GuardedDownload(policy, limits.silence(), trust);
    }

    /**
     * The picture at a URL. Asks the network only where the store does not know it.
     *
     * @throws InputException when it cannot be had or is no picture
     * @throws IOException when the store fails
     */
    public Asset fetchPicture(URI url) throws IOException {
        return fetch(url, "picture", inspector::inspectPicture);
    }

    /**
     * The video at a URL, in the same way; how long it lasts is for the caller to find out.
     *
     * @throws InputException when it cannot be had or is no video
     */
    public Asset fetchVideo(URI url) throws IOException {
        return fetch(url, "video", inspector::inspectVideo);
    }

    private Asset fetch(URI url, String what, Function<Path, InputInspector.Finding> look) throws IOException {
        Optional<Asset> known = records.asset(url);
        if (known.isPresent()) {
            return known.get();
        }
        Path file = store.scratch().resolve(UUID.randomUUID() + ".part");
        try {
            download(url, what, file);
            InputInspector.Finding finding = look.apply(file);
            if (finding instanceof InputInspector.Unusable none) {
                throw new InputException(url.toString(), "this " + what + " cannot be used: " + none.reason());
            }
            MediaType type = finding instanceof InputInspector.Picture picture
                    ? picture.type()
                    : ((InputInspector.Video) finding).type();
            Asset asset = store.keep(file, type);
            records.record(url, asset);
            return asset;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void download(URI url, String what, Path file) throws IOException {
        try {
            http.get(url.toString(), limits.whole(), response -> save(url, what, response, file));
        } catch (InputException e) {
            throw e;
        } catch (TooLargeException e) {
            throw tooLarge(url, what);
        } catch (RefusedUrlException e) {
            throw new InputException(url.toString(), refused(url, e));
        } catch (GuardedDownload.TooManyRedirectionsException e) {
            throw new InputException(
                    url.toString(),
                    "it leads on more than " + GuardedDownload.MOST_REDIRECTIONS + " times: write the last URL");
        } catch (IOException e) {
            throw IoReason.isFull(e) ? e : new InputException(url.toString(), unfetched(e));
        }
    }

    private Path save(URI asked, String what, ClassicHttpResponse response, Path file) throws IOException {
        if (response.getCode() != 200) {
            throw new InputException(
                    asked.toString(), "the server answers " + response.getCode() + ": try the URL in a browser");
        }
        if (response.getEntity() == null) {
            throw new InputException(asked.toString(), "the server sends nothing");
        }
        if (response.getEntity().getContentLength() > limits.bytes()) {
            throw tooLarge(asked, what);
        }
        Files.copy(new CappedInputStream(response.getEntity().getContent(), limits.bytes()), file);
        return file;
    }

    private InputException tooLarge(URI asked, String what) {
        return new InputException(
                asked.toString(),
                String.format(
                        Locale.ROOT,
                        "a %s has at most %,d bytes, and this one has more: save it smaller",
                        what,
                        limits.bytes()));
    }

    private static String refused(URI asked, RefusedUrlException e) {
        String redirected = e.url().equals(asked.toString()) ? "" : "it leads on to " + e.url() + ", and ";
        return switch (e.reason()) {
            case MALFORMED -> "it leads on to what is no URL";
            case NO_WEB_ADDRESS, NOT_ALLOWED -> redirected + "only https URLs of the public Internet are fetched";
            case PRIVATE_ADDRESS -> "its host is not on the public Internet, where the provider could see it";
        };
    }

    private String unfetched(IOException e) {
        Throwable cause = e instanceof UnsentException ? e.getCause() : e;
        if (cause instanceof DeadlineException) {
            return "it has not come within " + limits.whole().toSeconds() + " seconds";
        }
        if (cause instanceof UnknownHostException) {
            return "there is no such host; or this machine is offline";
        }
        if (cause instanceof ConnectException) {
            return "its host takes no connection";
        }
        if (cause instanceof InterruptedIOException) {
            return "its host has been silent for " + limits.silence().toSeconds() + " seconds";
        }
        if (cause instanceof SSLException) {
            return "its host does not prove who it is (" + IoReason.of(e) + ")";
        }
        return "it cannot be fetched (" + IoReason.of(e) + ")";
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
