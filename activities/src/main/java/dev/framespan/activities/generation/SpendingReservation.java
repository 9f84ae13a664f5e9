package dev.framespan.activities.generation;

import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.spending.SpendingLimit.Answer;
import dev.framespan.activities.spending.SpendingLimit.Submission;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.text.DollarText;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reserves what a submission costs, before it is claimed: against what its film may cost, and what all films of a day may. */
final class SpendingReservation {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final Store store;
    private final String books;
    private final Optional<BigDecimal> dailyUsd;
    private final Clock clock;

    /**
     * @param books realm in which it is counted, see {@link SpendingLimit#ofFilm}
     * @param dailyUsd what all films of the store may cost on a day; empty for no limit
     */
    SpendingReservation(Store store, String books, Optional<BigDecimal> dailyUsd, Clock clock) {
        this.store = store;
        this.books = books;
        this.dailyUsd = dailyUsd;
        this.clock = clock;
    }

    /** What became of it: a delay, or the right to send. */
    sealed interface Result {
        record Later(SubmitResult submission) implements Result {}

        /**
         * A price that is held under both limits: of the day on which it was reserved, also where it is sent or given up after midnight.
         *
         * @param until when it may go to another submission: no byte leaves after it; empty where no limit holds it
         */
        record Held(
                SpendingLimit ofFilm,
                BigDecimal budgetUsd,
                SpendingLimit ofDay,
                BigDecimal dailyUsd,
                Submission submission,
                BigDecimal priceUsd,
                Optional<Instant> until)
                implements Result {
            /** Looks once more, when SENDING is written, whether the price is counted under both limits. */
            boolean isCounted() throws IOException {
                return ofFilm.confirm(budgetUsd, submission, priceUsd) && ofDay.confirm(dailyUsd, submission, priceUsd);
            }

            /** What is not sent after all costs nothing at once, and not only when it is held no longer. */
            void release() throws IOException {
                release(ofFilm);
                release(ofDay);
            }

            private void release(SpendingLimit limit) throws IOException {
                try {
                    limit.release(submission);
                } catch (Store.BusyException e) {
                    // It is held no longer than for two minutes anyway, and why it was not sent is what the film has to
                    // hear.
                    return;
                }
            }
        }
    }

    /**
     * The film's budget comes first: a film that waits for a larger one says so at once, and not tomorrow.
     *
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#BUDGET} where it would go over the film's budget
     */
    Result reserve(Purchase purchase, Submission submission, BigDecimal price) throws IOException {
        SpendingLimit ofFilm = SpendingLimit.ofFilm(store, purchase.film(), books, clock);
        Answer film = ofFilm.reserve(purchase.budgetUsd(), submission, price);
        if (film instanceof Answer.TooMuch over) {
            throw RemedyText.overBudget(purchase, over.takenUsd(), price).failure();
        }
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        SpendingLimit ofDay = SpendingLimit.ofDay(store, today, books, clock);
        BigDecimal daily = dailyUsd.orElse(null);
        Answer day = ofDay.reserve(daily, submission, price);
        if (day instanceof Answer.TooMuch) {
            // It is not sent today, and its price may go to what is had already or is cheaper.
            ofFilm.release(submission);
            if (price.compareTo(daily) > 0) {
                throw Stop.of(
                                FailureKind.DAY_LIMIT,
                                purchase,
                                "it costs " + DollarText.exact(price) + ", more than the day's limit of "
                                        + DollarText.exact(daily)
                                        + ", so it was not submitted; raise KLING_DAILY_USD, then render again")
                        .failure();
            }
            return new Result.Later(tomorrow(today, price));
        }
        Instant filmUntil = ((Answer.Reserved) film).until();
        Instant dayUntil = ((Answer.Reserved) day).until();
        return new Result.Held(
                ofFilm,
                purchase.budgetUsd(),
                ofDay,
                daily,
                submission,
                price,
                Optional.ofNullable(
                        filmUntil == null || dayUntil != null && dayUntil.isBefore(filmUntil) ? dayUntil : filmUntil));
    }

    private SubmitResult tomorrow(LocalDate today, BigDecimal price) {
        Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Duration left = Duration.between(clock.instant(), midnight);
        String said = "the day's limit of " + DollarText.exact(dailyUsd.orElseThrow())
                + " is reached; goes on at midnight UTC, or when KLING_DAILY_USD is raised";
        return SubmitResult.nextDay(left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left, said, price);
    }
}
