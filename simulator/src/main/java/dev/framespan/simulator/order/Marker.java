package dev.framespan.simulator.order;

/** Words in a prompt that make the simulator misbehave. */
public enum Marker {
    /** Refused at once: 400, {@code content_policy_violation}; not charged. */
    REFUSE("[refuse]"),
    /** Accepted and charged; fails in the end with {@code content_policy_violation}; refunded. */
    BLOCKED("[blocked]"),
    /** Accepted and charged; fails in the end by the provider's fault, {@code task_failed}; refunded. */
    BROKEN("[broken]");

    private final String text;

    Marker(String text) {
        this.text = text;
    }

    /** What the prompt contains, brackets included. */
    public String text() {
        return text;
    }
}
