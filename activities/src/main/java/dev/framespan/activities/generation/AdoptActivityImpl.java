package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Purchase;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** See {@link AdoptActivity}. */
public final class AdoptActivityImpl implements AdoptActivity {
    // Between two clocks, and between a task's own time and its acceptance.
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Catalogue catalogue;
    private final ProviderRealms realms;
    private final List<Provider> makers;
    private final PurchaseCheck check;
    private final Clock clock;

    /**
     * @param provider by whose catalogue purchases are made
     * @param makers all providers of the worker: the one that makes the model is asked
     */
    public AdoptActivityImpl(
            Store store, Provider provider, ProviderRealms realms, List<Provider> makers, Clock clock) {
        this.ledger = new Ledger(store);
        this.catalogue = provider.catalogue();
        this.realms = realms;
        this.makers = List.copyOf(makers);
        this.check = new PurchaseCheck(store, catalogue, false);
        this.clock = clock;
    }

    @Override
    public void adopt(Purchase asked, String task) {
        try {
            Purchase purchase = asked.filledIn(catalogue);
            adopt(purchase, maker(purchase), task);
        } catch (IOException e) {
            throw ApplicationFailure.newFailure("the store cannot be read: " + e.getMessage(), "Store");
        }
    }

    private Provider maker(Purchase purchase) {
        String model = purchase.request().model();
        return realms.of(catalogue, model)
                .flatMap(realm -> makers.stream()
                        .filter(each -> each.realm().equals(realm))
                        .findFirst())
                .orElseThrow(() ->
                        refused(realms.whyNot(catalogue, model).orElse("no provider of this worker makes " + model)));
    }

    private void adopt(Purchase purchase, Provider provider, String task) throws IOException {
        String fingerprint = Fingerprint.of(provider.realm(), purchase.request(), check.words(purchase));
        List<SubmissionHistory> history = ledger.of(fingerprint);
        if (history.stream().anyMatch(submission -> isOf(submission, task))) {
            // An attempt before this one, or the answer itself, which came late.
            return;
        }
        SubmissionHistory doubtful = history.stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Ambiguous)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> refused(purchase.id() + " is not in doubt any more"));
        for (String other : ledger.fingerprints()) {
            if (ledger.of(other).stream().anyMatch(submission -> isOf(submission, task))) {
                throw refused("task " + task + " is another submission's already");
            }
        }
        Instant asked = clock.instant();
        TaskOrigin origin = origin(provider, task);
        requireSame(purchase.request(), task, origin);
        Instant sent = doubtful.last(LedgerEntry.Sending.class)
                .map(LedgerEntry.Sending::at)
                .orElse(asked);
        // By the provider's clock, where it tells its time.
        Instant sentThere = origin.saidAt() == null ? sent : sent.plus(Duration.between(asked, origin.saidAt()));
        if (origin.createdAt() == null || origin.createdAt().isBefore(sentThere.minus(EARLIER))) {
            throw refused("task " + task + " was created "
                    + (origin.createdAt() == null
                            ? "at a time that the provider does not say"
                            : "at " + origin.createdAt())
                    + ", and "
                    + purchase.id() + " was submitted at " + sentThere);
        }
        ledger.add(fingerprint, doubtful.number(), new LedgerEntry.Submitted(clock.instant(), task));
    }

    private static boolean isOf(SubmissionHistory submission, String task) {
        return submission
                .last(LedgerEntry.Submitted.class)
                .filter(submitted -> task.equals(submitted.task()))
                .isPresent();
    }

    private static TaskOrigin origin(Provider provider, String task) {
        try {
            Optional<TaskOrigin> origin = provider.origin(task);
            return origin.orElseThrow(() -> refused("the provider does not say how task " + task + " came about"));
        } catch (ProviderException e) {
            if (e.isNotFound()) {
                throw refused("the provider knows no task " + task);
            }
            throw ApplicationFailure.newFailure("the provider could not be asked: " + e.getMessage(), "Provider");
        }
    }

    private static void requireSame(GenerationRequest request, String task, TaskOrigin origin) {
        boolean model = request.model().equals(origin.model());
        boolean action = origin.action() != null
                && request.action().word().equals(origin.action().toLowerCase(Locale.ROOT));
        if (!model || !action) {
            throw refused("task " + task + " is " + origin.model() + " " + origin.action() + ", and " + request.model()
                    + " " + request.action().word() + " was submitted");
        }
    }

    private static ApplicationFailure refused(String reason) {
        return ApplicationFailure.newNonRetryableFailure(reason, REFUSED);
    }
}
