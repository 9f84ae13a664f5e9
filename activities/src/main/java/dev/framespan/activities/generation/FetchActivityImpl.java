package dev.framespan.activities.generation;

import dev.framespan.activities.http.AddressGuard;
import dev.framespan.activities.http.HttpCalls;
import dev.framespan.activities.ledger.CrashPoints;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Reason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import dev.framespan.generation.FailureKind;
import dev.framespan.generation.FetchActivity;
import dev.framespan.generation.Stop;
import dev.framespan.generation.Task;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** See {@link FetchActivity}. The key never goes to a result's link. */
public final class FetchActivityImpl implements FetchActivity, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(29);
    private static final long LARGEST_CLIP = 2_000_000_000;
    private static final long LARGEST_STILL = 100_000_000;
    private static final int HTTP_OK = 200;
    // The link was asked for a moment ago: when so many in a row lead nowhere, the file is gone.
    private static final int LINKS_TRIED = 6;

    private final Store store;
    private final Provider provider;
    private final ResultLinks links;
    private final HttpCalls http;

    public FetchActivityImpl(Store store, Provider provider, Clock clock) {
        this.store = store;
        this.provider = provider;
        this.links = new ResultLinks(store, provider, clock);
        // What a provider far away names must not lead into this network.
        this.http = provider.isLocal() ? HttpCalls.following() : HttpCalls.guarded(new AddressGuard());
    }

    @Override
    public Asset fetch(Task task) {
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
            Asset asset = download(task, link(task));
            CrashPoints.passing("fetched");
            return asset;
        } catch (TooLargeException e) {
            throw task.stop(FailureKind.UNUSABLE, "what the provider delivered is " + e.getMessage())
                    .failure();
        } catch (IOException e) {
            if (Reason.isFull(e)) {
                throw task.stop(
                                FailureKind.STORE,
                                "the disk is full; make room in the store's folder, then run the same command again:"
                                        + " what was paid for is fetched then")
                        .failure();
            }
            throw ApplicationFailure.newFailure("the download broke off: " + Reason.of(e), "Download");
        }
    }

    private URI link(Task task) throws IOException {
        try {
            TaskStatus.Link link =
                    links.ask(task.task()).orElseThrow(() -> tryAgain(task, "the provider names no link for it"));
            URI address = new URI(link.url());
            if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())
                    || address.getHost() == null
                    || address.getUserInfo() != null) {
                throw task.stop(FailureKind.UNUSABLE, "the provider's link is no web address")
                        .failure();
            }
            return address;
        } catch (URISyntaxException e) {
            throw task.stop(FailureKind.UNUSABLE, "the provider's link is no web address")
                    .failure();
        } catch (ProviderException e) {
            if (e.kind().concernsAccount() && !Integer.valueOf(404).equals(e.status())) {
                throw new Stop(
                                e.kind(),
                                task.id(),
                                task.take(),
                                e.getMessage(),
                                task.submission(),
                                task.task(),
                                e.status(),
                                e.code())
                        .failure();
            }
            throw tryAgain(task, e.getMessage());
        }
    }

    private Asset download(Task task, URI address) throws IOException {
        return http.stream(new HttpGet(address), LIMIT, response -> {
            if (response.getCode() != HTTP_OK || response.getEntity() == null) {
                throw tryAgain(task, "its link answers HTTP " + response.getCode());
            }
            return keep(task, response);
        });
    }

    private Asset keep(Task task, ClassicHttpResponse response) throws IOException {
        long cap = task.still() ? LARGEST_STILL : LARGEST_CLIP;
        if (response.getEntity().getContentLength() > cap) {
            throw new TooLargeException(cap);
        }
        try (InputStream body = response.getEntity().getContent()) {
            byte[] head = body.readNBytes(Content.TELLING);
            Optional<MediaType> type =
                    Content.of(head).filter(found -> task.still() ? found.isPicture() : found.isVideo());
            if (type.isEmpty()) {
                throw task.stop(
                                FailureKind.UNUSABLE,
                                "what the provider delivered is no " + (task.still() ? "picture" : "clip")
                                        + ": it begins with " + Content.quoted(head))
                        .failure();
            }
            return store.keep(new SequenceInputStream(new java.io.ByteArrayInputStream(head), body), cap, type.get());
        }
    }

    /** A fresh link is asked for at each attempt; a file that is gone is not waited for without end. */
    private static ApplicationFailure tryAgain(Task task, String why) {
        if (Activity.getExecutionContext().getInfo().getAttempt() < LINKS_TRIED) {
            return ApplicationFailure.newFailure(why, "Download");
        }
        return task.stop(
                        FailureKind.LOST,
                        "task " + task.task() + " has completed, but its result cannot be fetched: " + why
                                + "; render again to ask for it again, or with --rebuy " + task.id()
                                + " to buy it once more")
                .failure();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
