package dev.framespan.activities.account;

import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.account.ProbeAnswer;
import dev.framespan.workflows.account.SubmissionAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's side of its account's limits. What many activities ask and tell is gathered for a moment and exchanged in one go, so that a
 * permit costs a fraction of an exchange.
 */
public final class AccountPermits implements TaskPermits, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountPermits.class);
    private static final long GATHER = Duration.ofMillis(100).toMillis();
    private static final long AFTER_FAILURE = Duration.ofSeconds(2).toMillis();
    // What is granted to a request while no worker asks is looked up so often.
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(2).toNanos();
    // The account forgets a request after five minutes.
    private static final long ASKED_AGAIN = Duration.ofMinutes(2).toNanos();
    // The account forgets a worker after fifty seconds, and gives its share of the requests to the others.
    private static final long STILL_HERE = Duration.ofSeconds(20).toNanos();
    // Where no more wait, one that asks is worth a moment's waiting, as are those of many that come next.
    private static final int FEW = 50;
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();
    // Who holds a permit is told with the next exchange, or alone after this.
    private static final long UNHURRIED = Duration.ofSeconds(2).toNanos();
    // What waits comes back sooner; what does not come back was cancelled.
    private static final long KEPT = Duration.ofSeconds(20).toNanos();
    // So old may be what is known when something is submitted; all workers ask so seldom for that, however much they
    // submit.
    private static final long FRESH = Duration.ofMillis(500).toNanos();
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final AccountExchanges account;
    private final String worker;
    private final int maxParallel;
    private final double perSecond;
    private final Consumer<Duration> waits;
    private final Thread exchanging;

    private Outbox outbox = new Outbox();
    /** When each of the requests that wait was last told to the account. */
    private final Map<String, Long> asked = new HashMap<>();
    /** Since when each of them has waited here. */
    private final Map<String, Long> waitingSince = new HashMap<>();
    /** Granted to this worker, and not yet taken by the activity that asked: since when. */
    private final Map<String, Long> granted = new HashMap<>();

    /** Taken in this process, and how often: two films may buy the same at the same time. */
    private final Map<String, Taken> taken = new HashMap<>();

    private AccountReply last;
    private long lastAt;
    /** When the account was asked for what is known last. */
    private long lastAskedFor;
    /** When a submission was last answered in a way that the account has to hear of. */
    private long answeredAt = System.nanoTime();

    /** Whether the account could not be asked the last time. */
    private boolean away;

    private boolean lookWanted;
    private long toldAt = System.nanoTime() - STILL_HERE;
    /** Whether the worker has asked for its share of the requests since it last told that it is here. */
    private boolean working;

    private boolean closed;

    private record Taken(PermitRequest holder, int times) {}

    /**
     * @param worker tells this process from all others
     * @param maxParallel how many tasks the account may have at the provider at once
     * @param perSecond how many requests a second all workers of the account may make together
     */
    public AccountPermits(AccountExchanges account, String worker, int maxParallel, double perSecond) {
        this(account, worker, maxParallel, perSecond, wait -> {});
    }

    /** @param waits is told of each permit how long it was waited for in this process; returns at once */
    public AccountPermits(
            AccountExchanges account, String worker, int maxParallel, double perSecond, Consumer<Duration> waits) {
        this.account = account;
        this.waits = waits;
        this.worker = worker;
        this.maxParallel = maxParallel;
        this.perSecond = perSecond;
        this.exchanging = new Thread(this::exchangeAll, "account-permits");
        exchanging.setDaemon(true);
        exchanging.start();
    }

    @Override
    public synchronized boolean take(PermitRequest request, Duration most) throws InterruptedException {
        long start = System.nanoTime();
        waitingSince.putIfAbsent(request.id(), start);
        while (true) {
            if (granted.remove(request.id()) != null) {
                asked.remove(request.id());
                Optional.ofNullable(waitingSince.remove(request.id()))
                        .ifPresent(since -> waits.accept(Duration.ofNanos(System.nanoTime() - since)));
                taken.merge(
                        request.id(),
                        new Taken(request, 1),
                        (one, more) -> new Taken(request, one.times() + more.times()));
                return true;
            }
            boolean waits = askWhereDue(request);
            boolean next = last != null && last.comesNext(request.id());
            if (waits && !next && last.waiting() > FEW) {
                return false;
            }
            boolean patient = next || !waits && !away;
            long left = millisLeft(start + (patient ? most.toNanos() : Math.min(most.toNanos(), MOMENT)));
            if (left == 0) {
                return false;
            }
            wait(left);
        }
    }

    /** @return whether the account knows that it waits */
    private boolean askWhereDue(PermitRequest request) {
        Long before = asked.get(request.id());
        boolean isGranted = last != null && last.unused().contains(request.id());
        if (before == null || isGranted || System.nanoTime() - before > ASKED_AGAIN) {
            outbox.asks.put(request.id(), request);
            asked.putIfAbsent(request.id(), System.nanoTime());
            notifyAll();
        }
        return before != null && last != null && !outbox.asks.containsKey(request.id());
    }

    @Override
    public synchronized void submitted(String id, String task) {
        outbox.submitted(id, task);
        Optional.ofNullable(taken.get(id)).ifPresent(one -> outbox.holders.put(id, one.holder()));
        untake(id);
        notifyAll();
    }

    @Override
    public synchronized void leave(String id) {
        submitted(id, "");
    }

    private void untake(String id) {
        taken.computeIfPresent(id, (key, one) -> one.times() > 1 ? new Taken(one.holder(), one.times() - 1) : null);
    }

    @Override
    public synchronized void giveBack(String id) {
        untake(id);
        if (!taken.containsKey(id) && !granted.containsKey(id)) {
            end(id, "");
        }
    }

    @Override
    public synchronized void end(String id, String task) {
        outbox.asks.remove(id);
        outbox.ended.put(id, task);
        asked.remove(id);
        waitingSince.remove(id);
        notifyAll();
    }

    @Override
    public synchronized void refused(Optional<Duration> rest) {
        outbox.refused = Math.max(
                outbox.refused == null ? 0 : outbox.refused,
                rest.map(Duration::toMillis).orElse(0L));
        notifyAll();
    }

    @Override
    public synchronized Optional<AccountReply> last() {
        working = true;
        return Optional.ofNullable(last);
    }

    /** The same for who only shows it, which is no sign that the worker is at work. */
    public synchronized Optional<AccountReply> known() {
        return Optional.ofNullable(last);
    }

    @Override
    public synchronized Optional<AccountReply> fresh(Duration most) throws InterruptedException {
        long start = System.nanoTime();
        while (last == null || lastAskedFor - (start - FRESH) < 0 || lastAskedFor - answeredAt < 0) {
            long left = millisLeft(start + most.toNanos());
            if (left == 0) {
                return Optional.empty();
            }
            lookWanted = true;
            notifyAll();
            wait(left);
        }
        return Optional.of(last);
    }

    @Override
    public synchronized Optional<String> toProbe(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        Outbox asking = outbox;
        asking.wouldProbe = true;
        notifyAll();
        while (!asking.over) {
            long left = millisLeft(until);
            if (left == 0) {
                return Optional.empty();
            }
            wait(left);
        }
        // One of those that have asked in this moment has it.
        Optional<String> token = Optional.ofNullable(asking.probe);
        asking.probe = null;
        return token;
    }

    @Override
    public synchronized void probed(String token, boolean clear) {
        outbox.probed = new ProbeAnswer(token, clear);
        answeredAt = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized void answered(String id, long epoch, boolean accepted) {
        outbox.answers.add(new SubmissionAnswer(UUID.randomUUID().toString(), id, epoch, accepted));
        answeredAt = System.nanoTime();
        notifyAll();
    }

    /** How long to wait for the next word, until a time at most; 0 when that has passed, or this is closed. */
    private long millisLeft(long until) {
        long left = (until - System.nanoTime()) / 1_000_000;
        return closed ? 0 : Math.max(0, Math.min(left, 500));
    }

    private void exchangeAll() {
        try {
            while (true) {
                Outbox told = next();
                if (told == null) {
                    return;
                }
                exchange(told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return what is to be told now, nothing where it is time to look; null when this is closed and all is told */
    private synchronized Outbox next() throws InterruptedException {
        while (!isToBeTold() && !closed) {
            giveBackWhatNoneTook();
            if (working && System.nanoTime() - toldAt > STILL_HERE) {
                outbox.stillHere = true;
                break;
            }
            if (lookWanted || !asked.isEmpty() && System.nanoTime() - lastAt > BETWEEN_LOOKS) {
                return begun(new Outbox());
            }
            wait(500);
        }
        if (outbox.isEmpty()) {
            return null;
        }
        if (!closed) {
            // More will come in a moment.
            wait(GATHER);
        }
        Outbox told = outbox;
        outbox = new Outbox();
        return begun(told);
    }

    private boolean isToBeTold() {
        return outbox.isUrgent() || !outbox.isEmpty() && System.nanoTime() - outbox.submittedSince > UNHURRIED;
    }

    private Outbox begun(Outbox told) {
        lookWanted = false;
        told.sentAt = System.nanoTime();
        return told;
    }

    private void giveBackWhatNoneTook() {
        long now = System.nanoTime();
        granted.entrySet().removeIf(entry -> {
            boolean over = now - entry.getValue() > KEPT;
            if (over && !taken.containsKey(entry.getKey())) {
                outbox.ended.put(entry.getKey(), "");
            }
            return over;
        });
        asked.values().removeIf(at -> now - at > 2 * ASKED_AGAIN);
        waitingSince.keySet().retainAll(asked.keySet());
    }

    private void exchange(Outbox told) throws InterruptedException {
        try {
            AccountReply reply = told.isEmpty()
                    ? account.look(worker)
                    : account.exchange(told.message(worker, maxParallel, perSecond));
            heard(
                    told,
                    told.isEmpty() && reply.canGrant()
                            ? account.exchange(told.message(worker, maxParallel, perSecond))
                            : reply);
        } catch (IOException e) {
            LOG.debug("the account's limits: {}", e.getMessage());
            synchronized (this) {
                away = true;
                outbox.putBack(told);
                told.over = true;
                notifyAll();
                lastAt = System.nanoTime();
                // Those that wait for an answer would wake it again and again.
                for (long left = AFTER_FAILURE; left > 0 && !closed; left = AFTER_FAILURE - millisSince(lastAt)) {
                    wait(left);
                }
            }
            if (isClosed()) {
                throw new InterruptedException();
            }
        }
    }

    private static long millisSince(long time) {
        return (System.nanoTime() - time) / 1_000_000;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void heard(Outbox told, AccountReply reply) {
        last = reply;
        away = false;
        lastAt = System.nanoTime();
        lastAskedFor = told.sentAt;
        told.over = true;
        told.probe = reply.state().probe();
        if (!told.isEmpty()) {
            toldAt = lastAt;
            working = false;
        }
        for (String id : told.asks.keySet()) {
            asked.put(id, lastAt);
            // Given back meanwhile: the account hears of it next.
            if (reply.unused().contains(id) && !outbox.ended.containsKey(id)) {
                granted.put(id, lastAt);
            }
        }
        notifyAll();
    }

    /** Tells what is still to be told. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            granted.keySet().forEach(id -> outbox.ended.put(id, ""));
            notifyAll();
        }
        try {
            exchanging.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchanging.interrupt();
    }
}
