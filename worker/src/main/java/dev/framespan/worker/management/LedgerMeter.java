package dev.framespan.worker.management;

import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what this process writes into a store's ledger, each entry where it is created, so that several workers count nothing twice.
 * Entries are written in many places, and all of them go through the store.
 */
final class LedgerMeter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerMeter.class);
    private static final Set<Charge> CHARGED = EnumSet.of(Charge.RUNNING, Charge.KEPT);
    private static final String CREATE = "create";

    private final Ledger ledger;
    private final Meters meters;

    private LedgerMeter(Store store, Meters meters) {
        this.ledger = new Ledger(store);
        this.meters = meters;
    }

    /** The same store, of which one method is listened to. */
    static Store on(Store store, Meters meters) {
        LedgerMeter meter = new LedgerMeter(store, meters);
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals(CREATE) && Boolean.TRUE.equals(answer)) {
                            meter.created((String) arguments[0], (byte[]) arguments[1]);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void created(String key, byte[] content) {
        try {
            Optional<Ledger.Place> place = Ledger.place(key);
            if (place.isPresent()) {
                count(place.get(), Payloads.json().readValue(content, LedgerEntry.class));
            }
        } catch (IOException | RuntimeException e) {
            // What was written counts, whether or not it is counted here.
            LOG.debug("{} is not counted: {}", key, e.getMessage());
        }
    }

    private void count(Ledger.Place place, LedgerEntry entry) throws IOException {
        if (entry instanceof LedgerEntry.Claimed
                || entry instanceof LedgerEntry.Sending
                || entry instanceof LedgerEntry.TooEarly) {
            return;
        }
        Optional<SubmissionHistory> after = ledger.of(place.fingerprint(), place.number());
        Optional<LedgerEntry.Claimed> claim = after.flatMap(SubmissionHistory::claim);
        if (claim.isEmpty()) {
            return;
        }
        List<LedgerEntry> others = after.get().entries().stream()
                .filter(Predicate.not(entry::equals))
                .toList();
        Meters.Purchased purchased = new Meters.Purchased(
                Objects.requireNonNullElse(claim.get().realm(), "unknown"),
                claim.get().model());
        if (others.stream().noneMatch(entry.getClass()::isInstance)) {
            meters.written(purchased, entry);
        }
        boolean before = isCharged(new SubmissionHistory(place.number(), others));
        boolean now = isCharged(after.get());
        if (!before && now) {
            meters.charged(purchased, claim.get().countedUsd());
        } else if (before && !now) {
            meters.refunded(purchased, claim.get().countedUsd());
        }
    }

    private static boolean isCharged(SubmissionHistory submission) {
        return CHARGED.contains(Charge.of(submission.state()));
    }
}
