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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * An account's limits in a record of a store, {@code accounts/<realm>-<name>.json}: for workers whose Temporal server is in their own process,
 * so that nothing else is shared by two of them.
 */
public final class StoreAccount implements AccountExchanges {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(2);
    private static final int LOOKED_AT_ONCE = 50;

    private final Store store;
    private final String key;
    private final PermitActivity permits;
    private final Clock clock;
    private Instant nextLook;

    /** @param permits finds those that no process gives back any more */
    public StoreAccount(Store store, Account account, PermitActivity permits, Clock clock) {
        this.store = store;
        this.key = "accounts/" + account.pathName() + ".json";
        this.permits = permits;
        this.clock = clock;
        this.nextLook = clock.instant().plus(BETWEEN_LOOKS);
    }

    @Override
    public AccountReply exchange(AccountExchange told) throws IOException {
        if (clock.instant().isAfter(nextLook)) {
            nextLook = clock.instant().plus(BETWEEN_LOOKS);
            lookAfter();
        }
        return changed(limits -> limits.exchange(told, clock.millis()));
    }

    @Override
    public AccountReply look(String worker) throws IOException {
        return read(store.read(key)).look(worker, clock.millis());
    }

    private void lookAfter() throws IOException {
        long before = clock.millis() - LOOKED_AFTER.toMillis();
        List<Permit> old = changed(limits -> limits.grantedBefore(before, LOOKED_AT_ONCE));
        List<Permit> ended = old.isEmpty() ? List.of() : permits.ended(old);
        changed(limits -> {
            limits.end(ended, clock.millis());
            return ended;
        });
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
