package dev.framespan.activities.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Leases as records {@code leases/<name>.json}, which are changed by compare and set: whatever holds records can lend. One that was given
 * back stays, without a holder, for the number of its taking.
 */
public final class RecordLeases implements Leases {
    /** The lease of {@link Store#takeAlone}. */
    public static final String ALONE = "alone";

    /** How long it is taken; renewed by whoever takes longer. */
    public static final Duration ALONE_FOR = Duration.ofHours(1);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Records records;
    private final String self;
    private final Predicate<String> isDead;
    private final Clock clock;

    /**
     * @param self the holder's name, which no other process has
     * @param isDead whether a holder has ended for certain: what it held need not be waited for
     */
    public RecordLeases(Records records, String self, Predicate<String> isDead, Clock clock) {
        this.records = records;
        this.self = self;
        this.isDead = isDead;
        this.clock = clock;
    }

    /** @param holder null when it was given back */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(String holder, long fence, Instant until) {}

    /** Who holds a lease, or held it last without giving it back. */
    static Optional<String> holder(Records records, String name) throws IOException {
        return state(key(name), records.read(key(name))).map(State::holder);
    }

    @Override
    public Optional<Lease> take(String name, Duration time) throws IOException {
        return change(name, held -> {
            boolean free =
                    held.holder() == null || !clock.instant().isBefore(held.until()) || isDead.test(held.holder());
            return free ? Optional.of(until(held.fence() + 1, time)) : Optional.empty();
        });
    }

    @Override
    public Optional<Lease> renew(Lease lease, Duration time) throws IOException {
        return change(
                lease.name(), held -> isOf(lease, held) ? Optional.of(until(lease.fence(), time)) : Optional.empty());
    }

    @Override
    public boolean isHeld(Lease lease) throws IOException {
        String key = key(lease.name());
        return state(key, records.read(key))
                .filter(held -> isOf(lease, held) && clock.instant().isBefore(held.until()))
                .isPresent();
    }

    @Override
    public void giveBack(Lease lease) throws IOException {
        change(
                lease.name(),
                held -> isOf(lease, held)
                        ? Optional.of(new State(null, lease.fence(), held.until()))
                        : Optional.empty());
    }

    private State until(long fence, Duration time) {
        return new State(self, fence, clock.instant().plus(time));
    }

    private static boolean isOf(Lease lease, State held) {
        return lease.fence() == held.fence() && lease.holder().equals(held.holder());
    }

    /** @return the lease as it is from now on; empty when it was not changed */
    private Optional<Lease> change(String name, Decision decision) throws IOException {
        String key = key(name);
        State[] changed = new State[1];
        records.update(key, content -> {
            State held = state(key, content).orElseGet(() -> new State(null, 0, Instant.EPOCH));
            Optional<State> next = decision.of(held);
            changed[0] = next.orElse(null);
            return next.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Payloads.json().writeValueAsBytes(next.get()));
        });
        return Optional.ofNullable(changed[0])
                .map(state -> new Lease(name, state.holder(), state.fence(), state.until()));
    }

    private static Optional<State> state(String key, Optional<byte[]> content) throws IOException {
        try {
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Payloads.json().readValue(content.get(), State.class));
        } catch (JsonProcessingException e) {
            throw new IOException(key + " is damaged; delete it while nothing works on the store", e);
        }
    }

    private static String key(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a lease: " + name);
        }
        return "leases/" + name + ".json";
    }

    @FunctionalInterface
    private interface Decision {
        Optional<State> of(State held);
    }
}
