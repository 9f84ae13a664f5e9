package dev.framespan.activities.generation;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.http.GuardedDownload;
import dev.framespan.activities.http.RefusedUrlException;
import dev.framespan.activities.http.ResultUrlPolicy;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.Fetched;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.text.SafeText;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** See {@link FetchActivity}. The key never goes to a result's link. */
public final class FetchActivityImpl implements FetchActivity, AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(29);
    private static final long LARGEST_CLIP = 2_000_000_000;
    private static final long LARGEST_STILL = 100_000_000;
    private static final int HTTP_OK = 200;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_SERVER_ERROR = 500;
    private static final String DEAD_LINK = "DeadLink";

    private final Store store;
    private final TaskFailures failures;
    private final Provider provider;
    private final Clock clock;
    private final ResultLinks links;
    private final GuardedDownload download;
    private final WorkIdentity identity;
    private final String machine;

    public FetchActivityImpl(Store store, Provider provider, Clock clock) {
        this(store, provider, store.machine(), clock);
    }

    /** @param machine whose workers decode what is fetched here, and have it at hand; empty where they are others */
    public FetchActivityImpl(Store store, Provider provider, String machine, Clock clock) {
        this.store = store;
        this.machine = machine;
        this.failures = new TaskFailures(new Ledger(store), clock);
        this.provider = provider;
        this.clock = clock;
        this.identity = new WorkIdentity(store.id(), provider.realm());
        this.links = new ResultLinks(store, provider, clock);
        this.download = new GuardedDownload(ResultUrlPolicy.of(provider.isLocal()));
    }

    @Override
    public Fetched fetch(ProviderTask task) {
        ForeignWorkGuard.requireOwn(identity, task.identity());
        DeadLinkCounter dead = new DeadLinkCounter(Activity.getExecutionContext(), clock);
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext(), dead::count)) {
            return Fetched.of(fetched(task), machine);
        } catch (ApplicationFailure failure) {
            if (!DEAD_LINK.equals(failure.getType())) {
                dead.reset();
            } else if (dead.isGone()) {
                throw failures.lost(
                        task,
                        "task " + task.task() + " has completed, but its result cannot be fetched: "
                                + failure.getOriginalMessage());
            }
            throw failure;
        }
    }

    private Asset fetched(ProviderTask task) {
        try {
            Asset asset = download(task, link(task));
            CrashPoint.FETCHED.passing();
            return asset;
        } catch (TooLargeException e) {
            throw TaskFailures.stop(task, FailureKind.UNUSABLE, "what the provider delivered is " + e.getMessage());
        } catch (RefusedUrlException e) {
            throw refused(task, e);
        } catch (IOException e) {
            if (IoReason.isFull(e)) {
                throw task.stop(
                                FailureKind.STORE,
                                "the disk is full; make room in the store's folder, then run the same command again:"
                                        + " what was paid for is fetched then")
                        .failure();
            }
            throw again("the download broke off: " + IoReason.of(e));
        }
    }

    private String link(ProviderTask task) throws IOException {
        try {
            Optional<TaskStatus.Link> link = links.ask(task.task());
            if (link.isEmpty()) {
                throw deadLink("the provider names no link for it");
            }
            return link.get().url();
        } catch (ProviderException e) {
            if (e.isNotFound()) {
                throw deadLink(e.getMessage());
            }
            if (e.kind().concernsAccount()) {
                throw TaskFailures.account(task, e);
            }
            // A call that only asks is just made again, as long as it takes.
            throw again(e.status() == null ? "the provider does not answer: " + e.getMessage() : e.getMessage());
        }
    }

    private Asset download(ProviderTask task, String link) throws IOException {
        CrashPoint.DOWNLOADING.passing();
        try {
            return download.get(link, LIMIT, response -> {
                int status = response.getCode();
                if (status >= HTTP_SERVER_ERROR || status == HTTP_TOO_MANY) {
                    throw again("its link answers HTTP " + status);
                }
                if (status != HTTP_OK || response.getEntity() == null) {
                    throw deadLink("its link answers HTTP " + status);
                }
                return keep(task, response);
            });
        } catch (GuardedDownload.TooManyRedirectionsException e) {
            throw deadLink(e.getMessage());
        }
    }

    private Asset keep(ProviderTask task, ClassicHttpResponse response) throws IOException {
        long cap = task.still() ? LARGEST_STILL : LARGEST_CLIP;
        if (response.getEntity().getContentLength() > cap) {
            throw new TooLargeException(cap);
        }
        InputStream body = response.getEntity().getContent();
        byte[] head = body.readNBytes(FileSignature.TELLING);
        Optional<MediaType> type =
                FileSignature.of(head).filter(found -> task.still() ? found.isPicture() : found.isVideo());
        if (type.isEmpty()) {
            throw TaskFailures.stop(
                    task,
                    FailureKind.UNUSABLE,
                    "what the provider delivered is no " + (task.still() ? "picture" : "clip") + ": "
                            + (head.length == 0 ? "it is empty" : "it begins with " + FileSignature.quoted(head)));
        }
        return store.keep(new SequenceInputStream(new ByteArrayInputStream(head), body), cap, type.get());
    }

    /** The operator who watches sees the reason until the next attempt. */
    private static ApplicationFailure again(String why) {
        return ApplicationFailure.newFailure(harmless(why), "Download");
    }

    private static String harmless(String words) {
        return SafeText.cut(SafeText.gathered(words), Stop.LONGEST_MESSAGE);
    }

    /** A fresh link is asked for at each attempt; a file that is gone is not waited for without end. */
    private static ApplicationFailure deadLink(String why) {
        return ApplicationFailure.newFailure(harmless(why), DEAD_LINK);
    }

    /** It would be refused a second time as well: the code says so to the workflow. */
    private static ApplicationFailure refused(ProviderTask task, RefusedUrlException e) {
        String said = "the provider's link "
                + switch (e.reason()) {
                    case MALFORMED, NO_WEB_ADDRESS -> "is no web address";
                    case NOT_ALLOWED, PRIVATE_ADDRESS -> "leads to "
                            + URI.create(e.url()).getHost() + ", an address of a private network,";
                }
                + " and is not followed";
        return task.stop(FailureKind.UNUSABLE, RemedyText.added(FailureKind.UNUSABLE, task.id(), said))
                .answered(null, Stop.REFUSED_LINK)
                .failure();
    }

    @Override
    public void close() throws IOException {
        download.close();
    }
}
