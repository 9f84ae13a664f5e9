package dev.framespan.activities.provider;

/**
 * What a provider says about giving back the price of a task that came to nothing.
 *
 * @param given whether it gave it back; null where it does not say
 * @param quota how much, in the provider's own unit; null where it does not say
 */
public record Refund(Boolean given, Long quota) {
    /** The provider says nothing about it. */
    public static final Refund UNSAID = new Refund(null, null);
}
