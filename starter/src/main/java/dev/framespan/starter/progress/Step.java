package dev.framespan.starter.progress;

/** What happens to a still or clip between its start and its end, in the order in which it happens. */
public enum Step {
    /** Its workflow says nothing yet. */
    STARTING("starting", false, Step.SUBMITTED_AT),
    /** Its workflow was not asked, since the film has too much in progress. */
    AT_WORK("being made", false, Step.SUBMITTED_AT),
    /** It is not submitted yet, for a reason that its workflow gives. */
    HELD_BACK("held back", false, Step.SUBMITTED_AT),
    SUBMITTING("submitting", false, Step.SUBMITTED_AT),
    SUBMITTED("submitted", true, Step.SUBMITTED_AT),
    QUEUED("queued", true, Step.SUBMITTED_AT),
    RENDERING("rendering", true, Step.SUBMITTED_AT),
    /** The provider does not know its task, for the moment. */
    UNKNOWN("unknown to the provider, asking again", true, Step.SUBMITTED_AT),
    FETCHING("fetching", true, Step.RENDERED_AT),
    CHECKING("checking", true, Step.RENDERED_AT),
    CANCELLING("cancelling", false, Step.SUBMITTED_AT);

    // How far a step brings a still or clip, in overallPercent: most of the time goes by while the provider renders.
    private static final int SUBMITTED_AT = 5;
    private static final int RENDERED_AT = 85;
    private static final int WHOLE = 100;

    private final String words;
    private final boolean charged;
    private final int overallPercent;

    Step(String words, boolean charged, int overallPercent) {
        this.words = words;
        this.charged = charged;
        this.overallPercent = overallPercent;
    }

    String words() {
        return words;
    }

    /** Whether the provider has charged for what is not yet had. */
    boolean isCharged() {
        return charged;
    }

    /** @param percent the provider's, while it renders */
    int overallPercent(int percent) {
        return this == RENDERING ? overallPercent + percent * (RENDERED_AT - SUBMITTED_AT) / WHOLE : overallPercent;
    }
}
