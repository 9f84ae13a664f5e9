package dev.framespan.activities.provider;

import dev.framespan.workflows.generation.FailureKind;
import java.time.Duration;
import java.util.Optional;

/** A call that did not do what it should, with the evidence. */
public final class ProviderException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether the provider may have done what it was asked to. */
    public enum Accepted {
        NO,
        UNKNOWN
    }

    private final FailureKind kind;
    private final Accepted accepted;
    private final Integer status;
    private final String code;
    private final Duration retryAfter;

    private ProviderException(Builder builder) {
        super(builder.message, builder.cause);
        this.kind = builder.kind;
        this.accepted = builder.accepted;
        this.status = builder.status;
        this.code = builder.code;
        this.retryAfter = builder.retryAfter;
    }

    public static Builder of(FailureKind kind, Accepted accepted, String message) {
        return new Builder(kind, accepted, message);
    }

    public FailureKind kind() {
        return kind;
    }

    public Accepted accepted() {
        return accepted;
    }

    /** Of the HTTP answer; null where there was none. */
    public Integer status() {
        return status;
    }

    /** Whether the provider knows nothing under the name it was asked for. */
    public boolean isNotFound() {
        return status != null && status == 404;
    }

    /** The provider's own; null where it gave none. */
    public String code() {
        return code;
    }

    /** How long the provider wants to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Collects the evidence. */
    public static final class Builder {
        private final FailureKind kind;
        private final Accepted accepted;
        private final String message;
        private Integer status;
        private String code;
        private Duration retryAfter;
        private Throwable cause;

        private Builder(FailureKind kind, Accepted accepted, String message) {
            this.kind = kind;
            this.accepted = accepted;
            this.message = message;
        }

        public Builder answer(int status, String code) {
            this.status = status;
            this.code = code;
            return this;
        }

        /** @param retryAfter how long the provider wants to be left alone; null where it does not say */
        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        public Builder cause(Throwable cause) {
            this.cause = cause;
            return this;
        }

        public ProviderException build() {
            return new ProviderException(this);
        }
    }
}
