package dev.framespan.activities.account;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountLimits;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.Permit;
import dev.framespan.workflows.account.PermitActivity;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's limits in a record of a store, {@code accounts/<realm>-<name>.json}: for workers whose Temporal server is in their own process,
 * so that nothing else is shared by two of them. What another worker's generations await looks to this one as if none did: the provider is asked
 * for those tasks, too, which is right, and seldom enough to cost nothing.
 */
public final class StoreAccount implements AccountExchanges, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAccount.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Store store;
    private final String key;
    private final PermitActivity permits;
    private final Clock clock;
    private final long betweenLooks;
    private final Thread looking;
    /** By {@link System#nanoTime()}, which no change of the clock moves. */
    private long nextLook;

    private boolean lookDue;
    private boolean closed;

    /** @param permits finds those that no process gives back any more; called by a thread of its own, since a provider may hang */
    public StoreAccount(Store store, Account account, PermitActivity permits, Clock clock) {
        this(store, account, permits, clock, AccountLimits.BETWEEN_LOOKS);
    }

    StoreAccount(Store store, Account account, PermitActivity permits, Clock clock, Duration betweenLooks) {
        this.store = store;
        this.key = "accounts/" + account.pathName() + ".json";
        this.permits = permits;
        this.clock = clock;
        this.betweenLooks = betweenLooks.toNanos();
        this.nextLook = System.nanoTime() + this.betweenLooks;
        this.looking = new Thread(this::lookAfterAll, "account-looks");
        looking.setDaemon(true);
        looking.start();
    }

    @Override
    public AccountReply exchange(AccountExchange told) throws IOException {
        lookWhereDue();
        return changed(limits -> limits.exchange(told, clock.millis()));
    }

    @Override
    public AccountReply look(String worker) throws IOException {
        lookWhereDue();
        return read(store.read(key)).look(worker, clock.millis());
    }

    private synchronized void lookWhereDue() {
        if (System.nanoTime() - nextLook >= 0) {
            lookDue = true;
            notifyAll();
        }
    }

    private void lookAfterAll() {
        try {
            while (awaitDue()) {
                try {
                    lookAfter();
                } catch (IOException | RuntimeException e) {
                    // What is held stays held until the next look.
                    LOG.debug("permits that may be over: {}", e.getMessage());
                }
                looked();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when this is closed */
    private synchronized boolean awaitDue() throws InterruptedException {
        while (!lookDue && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized void looked() {
        lookDue = false;
        nextLook = System.nanoTime() + betweenLooks;
    }

    private void lookAfter() throws IOException {
        List<Permit> old = changed(limits -> limits.toLookAfter(clock.millis()));
        List<Permit> ended = old.isEmpty() ? List.of() : permits.ended(old);
        if (ended.isEmpty()) {
            return;
        }
        changed(limits -> {
            limits.end(ended, clock.millis());
            return ended;
        });
    }

    /** Breaks off a look at permits; everything may still be told. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        looking.interrupt();
        try {
            looking.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T changed(Function<AccountLimits, T> change) throws IOException {
        AtomicReference<T> result = new AtomicReference<>();
        store.update(key, held -> {
            AccountLimits limits = read(held);
            result.set(change.apply(limits));
            return Optional.of(Payloads.json().writeValueAsBytes(limits));
        });
        return result.get();
    }

    private static AccountLimits read(Optional<byte[]> held) throws IOException {
        return held.isEmpty() ? new AccountLimits() : Payloads.json().readValue(held.get(), AccountLimits.class);
    }
}
