package dev.framespan.simulator.order;

/** A request that is answered with an error: nothing was accepted, nothing is charged. */
public final class Refusal extends Exception {
    private final int status;
    private final String code;
    private final int retryAfterSeconds;

    private Refusal(int status, String code, String message, int retryAfterSeconds) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 400: the request itself is wrong; the message names the field. */
    public static Refusal parameter(String message) {
        return new Refusal(400, "invalid_parameter", message, 0);
    }

    /** 400: the prompt is not acceptable to the provider. */
    public static Refusal policy(String message) {
        return new Refusal(400, "content_policy_violation", message, 0);
    }

    /** 400: a task that is no longer queued cannot be cancelled. */
    public static Refusal notCancellable(String message) {
        return new Refusal(400, "task_not_cancellable", message, 0);
    }

    /** 401: no key, or not this account's. */
    public static Refusal key(String message) {
        return new Refusal(401, "invalid_api_key", message, 0);
    }

    /** 402: the balance does not cover the charge. */
    public static Refusal balance(String message) {
        return new Refusal(402, "insufficient_balance", message, 0);
    }

    /** 404: no such task, or no such address. */
    public static Refusal unknown(String code, String message) {
        return new Refusal(404, code, message, 0);
    }

    /** 405, 413, 415: the request does not even get as far as its parameters. */
    public static Refusal transport(int status, String code, String message) {
        return new Refusal(status, code, message, 0);
    }

    /** 429: too many unfinished tasks. */
    public static Refusal tooMany(String message, int retryAfterSeconds) {
        return new Refusal(429, "rate_limit_exceeded", message, retryAfterSeconds);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Value of {@code Retry-After} in seconds; 0 means that the header is not sent. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
