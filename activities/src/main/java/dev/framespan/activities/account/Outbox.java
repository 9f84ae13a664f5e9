package dev.framespan.activities.account;

import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.account.ProbeAnswer;
import dev.framespan.workflows.account.SubmissionAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker tells its account next, and whether it was told. Guarded by the {@link AccountPermits} that fills it. */
final class Outbox {
    final Map<String, PermitRequest> asks = new LinkedHashMap<>();
    final Map<String, String> submitted = new LinkedHashMap<>();
    /** Who holds the permits of what was submitted. */
    final Map<String, PermitRequest> holders = new LinkedHashMap<>();

    /** Since when that of the first of them is to be told, by {@link System#nanoTime()}. */
    long submittedSince;

    final Map<String, String> ended = new LinkedHashMap<>();
    final List<SubmissionAnswer> answers = new ArrayList<>();
    Long refused;
    boolean stillHere;
    boolean wouldProbe;
    ProbeAnswer probed;

    /** When it was closed, by {@link System#nanoTime()}: what came later is in the next one. */
    long sentAt;

    /** Whether it was told, or could not be. */
    boolean over;

    /** Token of the probe that the account gave for it; null where it gave none, or one of those that asked has it. */
    String probe;

    boolean isEmpty() {
        return !isUrgent() && submitted.isEmpty();
    }

    /** Whether there is more to tell than who holds the permits: each exchange costs the account five events. */
    boolean isUrgent() {
        return stillHere
                || !asks.isEmpty()
                || !ended.isEmpty()
                || refused != null
                || !answers.isEmpty()
                || wouldProbe
                || probed != null;
    }

    void submitted(String id, String task) {
        submittedSince = submitted.isEmpty() ? System.nanoTime() : submittedSince;
        submitted.put(id, task);
    }

    /** What could not be told, unless something newer is known. */
    void putBack(Outbox older) {
        older.asks.forEach(asks::putIfAbsent);
        submittedSince = older.submitted.isEmpty() ? submittedSince : older.submittedSince;
        older.submitted.forEach(submitted::putIfAbsent);
        older.holders.forEach(holders::putIfAbsent);
        older.ended.forEach(ended::putIfAbsent);
        refused = refused == null ? older.refused : refused;
        answers.addAll(0, older.answers);
        probed = probed == null ? older.probed : probed;
    }

    AccountExchange message(String worker, int maxParallel, double perSecond) {
        return new AccountExchange(
                worker,
                maxParallel,
                perSecond,
                List.copyOf(asks.values()),
                submitted,
                ended,
                refused,
                answers,
                wouldProbe ? true : null,
                probed,
                List.copyOf(holders.values()));
    }
}
