package dev.framespan.simulator.order;

/** A picture or a video that a request names by its URL. */
public record OrderInput(Role role, String url) {
    /** What the input is for. */
    public enum Role {
        FIRST_FRAME,
        LAST_FRAME,
        REFERENCE,
        VIDEO
    }
}
