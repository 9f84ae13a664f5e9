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
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * Fetches an author's own picture, video or sound from the Internet. A command asks each URL once, for what it gives now: the provider fetches
 * what is there now, too. The store remembers what a URL gave, for the server that says it is the same still, and for when the URL gives
 * nothing. Takes no more bytes than a model does, and believes the content alone.
 */
public final class InputDownload implements AutoCloseable {
    /** In characters: a longer one is not kept. */
    private static final int LONGEST_HEADER = 500;

    private final Store store;
    private final InputRecords records;
    private final Timeouts timeouts;
    private final Wanted picture;
    private final Wanted video;
    private final Wanted sound;
    private final UrlAnswers answers;
    private final GuardedDownload http;

    /**
     * @param whole how long one download may take in all; a server that sends a byte now and then is cut off
     * @param silence how long nothing at all may come
     */
    record Timeouts(Duration whole, Duration silence) {
        /** As long as a slow line needs. */
        static final Timeouts USUAL = new Timeouts(Duration.ofMinutes(3), Duration.ofSeconds(20));
    }

    /**
     * What is fetched.
     *
     * @param bytes largest file
     * @param look says what a file is
     */
    private record Wanted(String what, long bytes, Function<Path, InputInspector.Finding> look) {}

    /**
     * A download from the public Internet.
     *
     * @param limits what a model takes
     * @param answers what the command's earlier downloads were given, which are not asked for again
     */
    public InputDownload(Store store, InputInspector inspector, Limits limits, UrlAnswers answers) {
        this(store, inspector, limits, answers, Timeouts.USUAL, UrlPolicy.PUBLIC_INTERNET, null);
    }

    /** @param trust the certificates that prove a host; null for the JDK's own certificates */
    InputDownload(
            Store store,
            InputInspector inspector,
            Limits limits,
            UrlAnswers answers,
            Timeouts timeouts,
            UrlPolicy policy,
            SSLContext trust) {
        this.store = store;
        this.records = new InputRecords(store);
        this.picture = new Wanted("picture", limits.pictureBytes(), inspector::inspectPicture);
        this.video = new Wanted("video", limits.referenceVideo().bytes(), file -> inspector
                .inspectVideo(file)
                .within(limits.referenceVideo()));
        this.sound = new Wanted("sound", InputInspector.LARGEST_SOUND, inspector::inspectSound);
        this.answers = answers;
        this.timeouts = timeouts;
        this.http = new GuardedDownload(policy, timeouts.silence(), trust);
    }

    /**
     * The picture at a URL, or what it gave earlier where it gives none any more.
     *
     * @throws InputException when it cannot be had or is no picture
     * @throws IOException when the store fails
     */
    public Asset fetchPicture(URI url) throws IOException {
        return fetch(url, picture);
    }

    /**
     * The video at a URL, in the same way.
     *
     * @throws InputException when it cannot be had, is no video, or is too long or too short
     */
    public Asset fetchVideo(URI url) throws IOException {
        return fetch(url, video);
    }

    /**
     * The sound at a URL, in the same way. The provider never sees it.
     *
     * @throws InputException when it cannot be had or is no sound
     */
    public Asset fetchSound(URI url) throws IOException {
        return fetch(url, sound);
    }

    /** What the author had better know of a URL whose earlier bytes are used. */
    Optional<String> warning(URI url) {
        return answers.warning(url);
    }

    private static MediaType type(URI url, Wanted wanted, Path file) throws InputException {
        InputInspector.Finding finding = wanted.look().apply(file);
        if (finding instanceof InputInspector.Unusable none) {
            throw new InputException(url.toString(), none.words(wanted.what()));
        }
        if (finding instanceof InputInspector.Picture picture) {
            return picture.type();
        }
        return finding instanceof InputInspector.Sound sound ? sound.type() : ((InputInspector.Video) finding).type();
    }

    private Asset fetch(URI url, Wanted wanted) throws IOException {
        Optional<UrlAnswers.Answer> answer = answers.of(url);
        if (answer.isPresent() && answer.get() instanceof UrlAnswers.Refused refused) {
            throw new InputException(url.toString(), refused.reason());
        }
        if (answer.isPresent() && answer.get() instanceof UrlAnswers.Given given && store.isIntact(given.asset())) {
            return given.asset();
        }
        Optional<InputRecords.Fetched> before = records.fetched(url);
        UrlAnswers.Given now;
        try {
            now = new UrlAnswers.Given(ask(url, wanted, before), null);
        } catch (InputException e) {
            if (before.isEmpty() || !isUsable(before.get().asset(), wanted)) {
                answers.put(url, new UrlAnswers.Refused(e.reason()));
                throw e;
            }
            records.doubt(url, before.get().asset());
            now = new UrlAnswers.Given(before.get().asset(), warning(before.get(), e, wanted));
        }
        answers.put(url, now);
        return now.asset();
    }

    /** Whether it would still be taken. */
    private boolean isUsable(Asset asset, Wanted wanted) throws IOException {
        return !(wanted.look().apply(store.file(asset)) instanceof InputInspector.Unusable);
    }

    private String warning(InputRecords.Fetched before, InputException e, Wanted wanted) {
        String when = before.at() == null
                ? "earlier"
                : "on " + before.at().atZone(ZoneOffset.UTC).toLocalDate();
        return e.reason() + "; what it gave " + when + " is used"
                + (wanted == sound ? "" : ", and the provider may not be able to fetch it");
    }

    private Asset ask(URI url, Wanted wanted, Optional<InputRecords.Fetched> before) throws IOException {
        Path file = store.scratch().resolve(UUID.randomUUID() + ".part");
        try {
            Answer answer = download(url, wanted, file, before);
            Asset asset;
            if (answer.isUnchanged()) {
                asset = before.orElseThrow().asset();
                type(url, wanted, store.file(asset));
            } else {
                asset = store.keep(file, type(url, wanted, file));
            }
            records.record(
                    url,
                    new InputRecords.Fetched(
                            url.toString(), asset, Instant.now(), answer.etag(), answer.lastModified()));
            return asset;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * What a server said of what it has.
     *
     * @param isUnchanged that it is what it gave before, which it did not send again
     */
    private record Answer(boolean isUnchanged, String etag, String lastModified) {}

    private Answer download(URI url, Wanted wanted, Path file, Optional<InputRecords.Fetched> before)
            throws IOException {
        try {
            Map<String, String> condition =
                    before.map(InputDownload::unlessUnchanged).orElse(Map.of());
            return http.get(
                    url.toString(),
                    timeouts.whole(),
                    condition,
                    response -> response.getCode() == 304 && !condition.isEmpty()
                            ? new Answer(
                                    true,
                                    before.orElseThrow().etag(),
                                    before.orElseThrow().lastModified())
                            : save(url, wanted, response, file));
        } catch (InputException e) {
            throw e;
        } catch (TooLargeException e) {
            throw tooLarge(url, wanted);
        } catch (RefusedUrlException e) {
            throw new InputException(url.toString(), refused(url, e, wanted));
        } catch (GuardedDownload.TooManyRedirectionsException e) {
            throw new InputException(
                    url.toString(),
                    "it leads on more than " + GuardedDownload.MOST_REDIRECTIONS + " times: write the last URL");
        } catch (IOException e) {
            throw IoReason.isFull(e) ? e : new InputException(url.toString(), unfetched(e));
        }
    }

    private static Map<String, String> unlessUnchanged(InputRecords.Fetched before) {
        if (before.etag() != null) {
            return Map.of("If-None-Match", before.etag());
        }
        return before.lastModified() == null ? Map.of() : Map.of("If-Modified-Since", before.lastModified());
    }

    private Answer save(URI asked, Wanted wanted, ClassicHttpResponse response, Path file) throws IOException {
        if (response.getCode() != 200) {
            throw new InputException(
                    asked.toString(), "the server answers " + response.getCode() + ": try the URL in a browser");
        }
        if (response.getEntity() == null) {
            throw new InputException(asked.toString(), "the server sends nothing");
        }
        if (response.getEntity().getContentLength() > wanted.bytes()) {
            throw tooLarge(asked, wanted);
        }
        Files.copy(new CappedInputStream(response.getEntity().getContent(), wanted.bytes()), file);
        // A weak tag is that of all bytes that its server takes for equivalent.
        String etag =
                header(response, "ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
        return new Answer(false, etag, header(response, "Last-Modified").orElse(null));
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .filter(value -> value.length() <= LONGEST_HEADER);
    }

    private static InputException tooLarge(URI asked, Wanted wanted) {
        return new InputException(
                asked.toString(),
                String.format(
                        Locale.ROOT,
                        "a %s has at most %,d bytes, and this one has more: save it smaller",
                        wanted.what(),
                        wanted.bytes()));
    }

    private String refused(URI asked, RefusedUrlException e, Wanted wanted) {
        String redirected = e.url().equals(asked.toString()) ? "" : "it leads on to " + e.url() + ", and ";
        return switch (e.reason()) {
            case MALFORMED -> "it leads on to what is no URL";
            case NO_WEB_ADDRESS, NOT_ALLOWED -> redirected + "only https URLs of the public Internet are fetched";
            case PRIVATE_ADDRESS -> "its host is not on the public Internet"
                    + (wanted == sound ? "" : ", where the provider could see it");
        };
    }

    private String unfetched(IOException e) {
        Throwable cause = e instanceof UnsentException ? e.getCause() : e;
        if (cause instanceof DeadlineException) {
            return "it has not come within " + timeouts.whole().toSeconds() + " seconds";
        }
        if (cause instanceof UnknownHostException) {
            return "there is no such host; or this machine is offline";
        }
        if (cause instanceof ConnectException) {
            return "its host takes no connection";
        }
        if (cause instanceof InterruptedIOException) {
            return "its host has been silent for " + timeouts.silence().toSeconds() + " seconds";
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
