package dev.framespan.activities.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which films wait for a task, so that one that is cancelled leaves alone what another waits for: {@code waiting/<first two>/<hash of
 * the fingerprint>/}. A record runs out by itself when its worker dies; one that comes too late costs a film no more than another
 * submission, see {@link #cancelledBy}.
 */
final class TaskWaiters {
    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Instant GONE = Instant.EPOCH;
    private static final String GIVEN_BACK = "given-back-";

    private final Store store;
    private final Clock clock;

    TaskWaiters(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param run of the workflow that waits
     * @param until when the record runs out, unless it is renewed; {@link #GONE} where the run waits no more, whatever is still looking
     * @param workflow its id; null in records of earlier versions and where it waits no more, as all that follow
     * @param activity the id of the activity that waits
     * @param submission whose task it waits for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiter(String run, Instant until, String workflow, String activity, Integer submission) {
        static Waiter gone(String run) {
            return new Waiter(run, GONE, null, null, null);
        }

        private boolean isSame(Waiter other) {
            return run.equals(other.run)
                    && Objects.equals(workflow, other.workflow)
                    && Objects.equals(activity, other.activity);
        }
    }

    private record GivenBack(String film) {}

    /**
     * Writes down that a film waits, unless that is written for some time to come.
     *
     * @param workflow the id of the workflow that waits
     * @param run of that workflow
     * @param activity the id of its activity
     */
    void register(ProviderTask task, String workflow, String run, String activity) {
        try {
            Instant now = clock.instant();
            Optional<byte[]> before = store.read(key(task));
            Waiter waiter = new Waiter(run, now.plus(GOOD), workflow, activity, task.submission());
            if (before.isEmpty() || isToBeRenewed(waiter(before.get()), waiter, now)) {
                store.replace(key(task), Payloads.json().writeValueAsBytes(waiter));
            }
        } catch (IOException e) {
            // A full disk must not keep a task that is paid for from being awaited.
            return;
        }
    }

    /**
     * The film is cancelled, though one of its looks may still be under way: the run's record stays and says so, until another run of the
     * film takes its place.
     */
    void markCancelled(ProviderTask task, String run) {
        try {
            store.replace(key(task), Payloads.json().writeValueAsBytes(Waiter.gone(run)));
        } catch (IOException e) {
            // What was written before runs out by itself.
            return;
        }
    }

    /** Soon run out, of another activity, or written under a clock that was ahead. */
    private static boolean isToBeRenewed(Waiter waiter, Waiter next, Instant now) {
        if (waiter.until().equals(GONE) && next.run().equals(waiter.run())) {
            // A look that began before the film was cancelled, and ends after it.
            return false;
        }
        return !waiter.isSame(next)
                || waiter.until().isBefore(now.plus(GOOD.dividedBy(2)))
                || waiter.until().isAfter(now.plus(GOOD));
    }

    /** The film waits no longer. */
    void remove(ProviderTask task) {
        try {
            store.remove(key(task));
        } catch (IOException e) {
            // It runs out by itself.
            return;
        }
    }

    /** Whether the same task is waited for elsewhere: by another film, or by another shot of this one. */
    boolean hasOthers(ProviderTask task) throws IOException {
        for (String key : store.list(folder(task))) {
            if (key.equals(key(task)) || key.startsWith(folder(task) + "/" + GIVEN_BACK)) {
                continue;
            }
            Optional<byte[]> other = store.read(key);
            if (other.isPresent() && isGood(waiter(other.get()))) {
                return true;
            }
        }
        return false;
    }

    /** Those that wait for a task, by the keys of their records, as far as it is known how to reach them: also where their time has run out, since their worker may be away. */
    Map<String, Waiter> of(CallbackTask called) throws IOException {
        Map<String, Waiter> waiters = new TreeMap<>();
        String folder = folder(called.fingerprint());
        for (String key : store.list(folder)) {
            Optional<byte[]> record = key.startsWith(folder + "/" + GIVEN_BACK) ? Optional.empty() : store.read(key);
            if (record.isPresent()) {
                Waiter waiter = waiter(record.get());
                boolean waits = !waiter.until().equals(GONE) && waiter.activity() != null;
                if (waits && Integer.valueOf(called.submission()).equals(waiter.submission())) {
                    waiters.put(key, waiter);
                }
            }
        }
        return waiters;
    }

    /** One of {@link #of} waits no longer. */
    void remove(String key) throws IOException {
        store.remove(key);
    }

    /** What reaches further ahead than the clocks of two machines differ was written before this one was set back. */
    private boolean isGood(Waiter waiter) {
        Instant now = clock.instant();
        return waiter.until().isAfter(now) && waiter.until().isBefore(now.plus(GOOD.multipliedBy(2)));
    }

    /** Before a film gives a task back: the film that finds it cancelled must know by whom, even if this process dies meanwhile. */
    void recordCancelling(ProviderTask task) throws IOException {
        store.replace(givenBack(task), Payloads.json().writeValueAsBytes(new GivenBack(task.film())));
    }

    /** The provider did not take the task back, or the ledger says that it did. */
    void clearCancelling(ProviderTask task) throws IOException {
        store.remove(givenBack(task));
    }

    /** The film that gave a task back, or tried to; empty where none did. */
    Optional<String> cancelledBy(ProviderTask task) throws IOException {
        Optional<byte[]> record = store.read(givenBack(task));
        return record.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Payloads.json().readValue(record.get(), GivenBack.class).film());
    }

    private static Waiter waiter(byte[] content) throws IOException {
        return Payloads.json().readValue(content, Waiter.class);
    }

    private static String givenBack(ProviderTask task) {
        return folder(task) + "/" + GIVEN_BACK + String.format(Locale.ROOT, "%04d", task.submission()) + ".json";
    }

    private static String key(ProviderTask task) {
        return folder(task) + "/" + Sha256.of(task.film() + "\n" + task.id()) + ".json";
    }

    private static String folder(ProviderTask task) {
        return folder(task.fingerprint());
    }

    private static String folder(String fingerprint) {
        String hash = Fingerprint.hash(fingerprint);
        return "waiting/" + hash.substring(0, 2) + "/" + hash;
    }
}
