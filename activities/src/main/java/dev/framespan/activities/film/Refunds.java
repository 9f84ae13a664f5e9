package dev.framespan.activities.film;

import dev.framespan.activities.ledger.BoughtSubmission;
import dev.framespan.activities.ledger.BoughtSubmission.RefundState;
import dev.framespan.workflows.film.Receipt.Refunded;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** What the provider gave back of the submissions of a film, as the ledger knows it. */
final class Refunds {
    static final Refunds NONE = new Refunds(List.of(), null);

    private final List<BoughtSubmission> refunded;
    private final String unknown;

    /** @param bought for the film, with all its providers */
    Refunds(List<BoughtSubmission> bought) {
        this(bought, null);
    }

    private Refunds(List<BoughtSubmission> bought, String unknown) {
        this.unknown = unknown;
        this.refunded = bought.stream()
                .filter(submission -> submission.refund() != null && submission.refund() != RefundState.NO)
                .toList();
    }

    /** What cannot be told, since the ledger cannot be read. */
    static Refunds unknown(String why) {
        return new Refunds(List.of(), why);
    }

    /** Why nothing is known of what was given back; null where it is known. */
    String unknown() {
        return unknown;
    }

    /** Of the whole film; null for nothing. */
    Refunded all() {
        return of(submission -> true);
    }

    /** Of one keyframe or shot; null for nothing. */
    Refunded of(String id) {
        return of(submission -> submission.id().equals(id));
    }

    private Refunded of(Predicate<BoughtSubmission> which) {
        List<BoughtSubmission> chosen = refunded.stream().filter(which).toList();
        List<Long> quotas = chosen.stream()
                .map(BoughtSubmission::refundedQuota)
                .filter(Objects::nonNull)
                .toList();
        Long quota = quotas.isEmpty() ? null : quotas.stream().reduce(0L, Long::sum);
        return chosen.isEmpty()
                ? null
                : new Refunded(sum(chosen, RefundState.YES), sum(chosen, RefundState.ASSUMED), quota);
    }

    private static BigDecimal sum(List<BoughtSubmission> submissions, RefundState kind) {
        return submissions.stream()
                .filter(submission -> submission.refund() == kind)
                .map(BoughtSubmission::priceUsd)
                .reduce(BigDecimal::add)
                .orElse(null);
    }
}
