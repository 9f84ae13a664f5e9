package dev.framespan.activities.http;

import java.util.Optional;

/**
 * An HTTP answer, read whole.
 *
 * @param status of the answer
 * @param body its bytes, at most as many as were allowed for
 * @param retryAfter the header of that name
 * @param date the header of that name: the other side's clock
 */
public record HttpReply(int status, byte[] body, Optional<String> retryAfter, Optional<String> date) {
    /** One that names no date. */
    public HttpReply(int status, byte[] body, Optional<String> retryAfter) {
        this(status, body, retryAfter, Optional.empty());
    }
}
