package dev.framespan.activities.film;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmActivity;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.LoadedPlan;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StudioTerms;
import dev.framespan.workflows.text.SafeText;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** See {@link FilmActivity}. */
public final class FilmActivityImpl implements FilmActivity {
    private final Store store;
    private final FilmFolder folder;
    private final Decisions decisions;
    private final String realm;
    private final int maxParallel;
    private final StopPolicies policies;
    private final boolean notifies;
    private final boolean searchable;
    private final Clock clock;

    /**
     * @param realm of the first provider that its worker pays
     * @param maxParallel how many of a film's generations may be begun and not ended at once, at least 1
     * @param policies what becomes of what stops before it waits for an answer
     * @param notifies whether the operator wants to be told when a film waits or ends
     * @param searchable whether the Temporal server has the attributes by which films are found
     */
    public FilmActivityImpl(
            Store store,
            String realm,
            int maxParallel,
            StopPolicies policies,
            boolean notifies,
            boolean searchable,
            Clock clock) {
        this.store = store;
        this.folder = new FilmFolder(store);
        this.decisions = new Decisions(store);
        this.realm = realm;
        this.maxParallel = maxParallel;
        this.policies = policies;
        this.notifies = notifies;
        this.searchable = searchable;
        this.clock = clock;
    }

    @Override
    public LoadedPlan open(FilmInput input) {
        ForeignWorkGuard.requireOwn(store.id(), input.store());
        return new LoadedPlan(plan(input), maxParallel, policies, notifies ? true : null, searchable ? true : null);
    }

    @Override
    public FilmReport close(ReceiptInput facts) {
        ForeignWorkGuard.requireOwn(store.id(), facts.input().store());
        return close(facts, () -> plan(facts.input()), Map.of());
    }

    /** What a receipt is drawn up by. */
    interface Plans {
        Plan read() throws IOException;
    }

    /**
     * The same of what need not be a storyboard's.
     *
     * @param plan what was asked for
     * @param films by their names, where they are several
     */
    FilmReport close(ReceiptInput facts, Plans plan, Map<String, Film> films) {
        FilmInput input = facts.input();
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
            // Workers of another realm may share the store, and its queue of small records.
            String paid = input.realm() == null ? realm : input.realm();
            // Whoever stands still from here on finds that it is too late, and ends no render that has begun meanwhile.
            List<String> decided = decisions.made(input.film());
            long closing = folder.close(input.film());
            Instant now = clock.instant();
            CrashPoint.ACCOUNTING.passing();
            Known known = known(facts, paid);
            Receipt receipt = new ReceiptWriter(paid, now, known.refunds(), known.realms())
                    .write(plan.read(), known.facts(), known.settlement());
            byte[] content = SafeText.json(
                            Payloads.json().writerWithDefaultPrettyPrinter().writeValueAsString(receipt))
                    .getBytes(StandardCharsets.UTF_8);
            Asset kept = store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON);
            FilmReport report = FilmReport.of(known.facts(), kept).of(films);
            CrashPoint.ACCOUNTED.passing();
            FilmFolder.End end = new FilmFolder.End(input.plan().sha256(), report, now, paid, closing);
            if (folder.end(input.film(), end) && facts.outcome() == FilmOutcome.DONE) {
                decisions.settle(decided);
            }
            CrashPoint.CLOSED.passing();
            return report;
        } catch (IOException e) {
            // Everything is bought and made, only this record is missing.
            throw unwritten(input, "the receipt", e);
        }
    }

    /** A film that stays open waits until there is room again; Temporal tries. */
    ApplicationFailure unwritten(FilmInput input, String what, IOException e) {
        if (IoReason.isFull(e) && !Boolean.TRUE.equals(input.parks())) {
            return stop(
                    input,
                    "the disk is full; make room in the store's folder, then run the same command again:"
                            + " nothing that was made is lost");
        }
        return ApplicationFailure.newFailure(what + " cannot be written: " + IoReason.of(e), FailureKind.STORE.name());
    }

    /**
     * What the ledger knows of a film when it ends.
     *
     * @param realms of what it shows, by {@link ReceiptWriter#purchase}
     */
    private record Known(ReceiptInput facts, Refunds refunds, Settlement settlement, Map<String, String> realms) {}

    private Known known(ReceiptInput facts, String paid) throws IOException {
        try {
            Ledger ledger = new Ledger(store);
            List<BoughtSubmission> bought = BoughtSubmission.of(
                            store, facts.input().film())
                    .stream()
                    .filter(submission -> paid.equals(submission.countsIn()))
                    .toList();
            ReceiptInput kept = new KeptTakes(ledger).in(facts, bought);
            return new Known(
                    kept,
                    new Refunds(bought),
                    new SettlementWriter(ledger).write(kept, bought),
                    realms(ledger, kept.items()));
        } catch (LedgerException e) {
            // Another try would read the same, and the film is made: its receipt says what it cannot say.
            return new Known(facts, Refunds.unknown(e.getMessage()), null, Map.of());
        }
    }

    /** Some of it was bought for other films. */
    private static Map<String, String> realms(Ledger ledger, List<Item> items) throws IOException {
        Map<String, String> realms = new HashMap<>();
        for (Item item : items) {
            Take take = item.take();
            if (take != null && take.fingerprint() != null) {
                ledger.of(take.fingerprint(), take.submission())
                        .flatMap(SubmissionHistory::claim)
                        .map(LedgerEntry.Claimed::realm)
                        .ifPresent(realm ->
                                realms.put(ReceiptWriter.purchase(take.fingerprint(), take.submission()), realm));
            }
        }
        return realms;
    }

    /** What a studio goes by that is opened. */
    StudioTerms terms(RunSettings run, String catalogue) {
        return new StudioTerms(run, maxParallel, policies, notifies ? true : null, searchable ? true : null, catalogue);
    }

    FilmFolder folder() {
        return folder;
    }

    /** @throws ApplicationFailure {@code STORE} when it cannot be read */
    Plan plan(FilmInput input) {
        return read(input, input.plan(), Plan.class, "the plan");
    }

    /**
     * Something of a film that was kept as JSON.
     *
     * @param what it is, for the operator
     * @throws ApplicationFailure {@code STORE}; not to be tried again where it is gone or damaged
     */
    <T> T read(FilmInput input, Asset kept, Class<T> type, String what) {
        try {
            return Payloads.json().readValue(store.bytes(kept), type);
        } catch (NoSuchFileException e) {
            throw stop(input, what + " is not in the store; render the storyboard again, which writes it anew");
        } catch (DamagedAssetException e) {
            throw stop(input, what + " is damaged in the store; render the storyboard again, which writes it anew");
        } catch (JsonProcessingException e) {
            // Its bytes are those that were written, so another try would read the same.
            throw stop(
                    input, what + " cannot be read by this version of Framespan; render the storyboard again with it");
        } catch (IOException e) {
            throw ApplicationFailure.newFailure(what + " cannot be read: " + IoReason.of(e), FailureKind.STORE.name());
        }
    }

    private static ApplicationFailure stop(FilmInput input, String message) {
        return Stop.of(FailureKind.STORE, input.film(), 1, message).failure();
    }
}
