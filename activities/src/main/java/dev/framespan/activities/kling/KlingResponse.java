package dev.framespan.activities.kling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what the provider answers, leniently: its pages disagree with each other in form, not in meaning. */
final class KlingResponse {
    private static final int LONGEST_TASK = 200;
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> SUCCESS = Set.of("success", "ok", "0", "200");
    // Seconds since 1970 have ten digits until 2286, milliseconds thirteen.
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private final JsonNode root;

    private KlingResponse(JsonNode root) {
        this.root = root;
    }

    /** @return empty when the body is no JSON object */
    static Optional<KlingResponse> parse(byte[] body) {
        try {
            JsonNode root = Payloads.json().readTree(body);
            return root != null && root.isObject() ? Optional.of(new KlingResponse(root)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The task's id: {@code task_id}, or {@code data} in the older form. */
    Optional<String> task() {
        JsonNode data = isSuccess(root.path("code")) ? root.path("data") : MissingNode.getInstance();
        for (JsonNode candidate :
                List.of(root.path("task_id"), data, root.path("data").path("task_id"), root.path("id"))) {
            boolean word = candidate.isTextual() || candidate.isIntegralNumber();
            if (word && isTask(candidate.asText())) {
                return Optional.of(candidate.asText());
            }
        }
        return Optional.empty();
    }

    /** The older form puts words about an error where a success has the task's id. */
    private static boolean isSuccess(JsonNode code) {
        return code.isMissingNode()
                || code.isNull()
                || SUCCESS.contains(code.asText("").toLowerCase(Locale.ROOT));
    }

    private static boolean isTask(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TASK && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** @return empty when there is no state in it */
    Optional<TaskStatus> status(Instant now) {
        JsonNode task = root.path("data").isObject() ? root.path("data") : root;
        String word =
                task.path("status").isTextual() ? task.path("status").asText().strip() : "";
        if (word.isEmpty()) {
            return Optional.empty();
        }
        TaskStatus.State state = state(word);
        return Optional.of(new TaskStatus(
                state,
                Math.max(0, Math.min(100, task.path("progress").asInt(0))),
                links(task.path("result"), now),
                text(task.path("error").path("code")),
                error(task.path("error")),
                refund(task),
                state == TaskStatus.State.UNKNOWN ? word : null));
    }

    /**
     * How a task came about.
     *
     * @param asked the id that was asked for: an answer that names another one is about something else
     * @param said when it was answered, by the provider's clock; null where that is not known
     */
    Optional<TaskOrigin> origin(String asked, Instant said) {
        JsonNode task = root.path("data").isObject() ? root.path("data") : root;
        Optional<String> named = task();
        if (named.isPresent() && !named.get().equals(asked)) {
            return Optional.empty();
        }
        return Optional.of(new TaskOrigin(
                text(task.path("model")), text(task.path("action")), instant(task.path("created_at")), said));
    }

    /** @return null where it is no time; times come in seconds and in milliseconds */
    private static Instant instant(JsonNode at) {
        if (!at.asText().matches("[0-9]{9,15}")) {
            return null;
        }
        long number = at.asLong();
        return number < SECONDS_BELOW ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static TaskStatus.State state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "queued", "pending", "submitted" -> TaskStatus.State.QUEUED;
            case "processing", "running", "in_progress" -> TaskStatus.State.PROCESSING;
            case "completed", "succeeded", "succeed", "success" -> TaskStatus.State.COMPLETED;
            case "failed" -> TaskStatus.State.FAILED;
            case "cancelled", "canceled" -> TaskStatus.State.CANCELLED;
            default -> TaskStatus.State.UNKNOWN;
        };
    }

    /**
     * A quota that was given back says that something was; which of its spellings is there, the pages disagree about. What is no count is
     * not taken for one.
     */
    private static Refund refund(JsonNode task) {
        JsonNode quota = task.has("refunded_quota") ? task.path("refunded_quota") : task.path("refundedQuota");
        Long given = count(quota);
        JsonNode said = task.path("refunded");
        Boolean refunded = said.isBoolean() ? Boolean.valueOf(said.asBoolean()) : null;
        if (said.isTextual() && said.asText().toLowerCase(Locale.ROOT).matches("true|false")) {
            refunded = Boolean.valueOf(said.asText());
        }
        return new Refund(refunded == null && given != null && given > 0 ? Boolean.TRUE : refunded, given);
    }

    /** @return null for what counts nothing, as a negative number */
    private static Long count(JsonNode said) {
        if (said.isNumber()
                ? said.asText().length() > LONGEST_NUMBER
                : !said.asText().matches("[0-9]{1,18}")) {
            return null;
        }
        try {
            long count = new BigDecimal(said.asText()).longValueExact();
            return count < 0 ? null : Long.valueOf(count);
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static List<TaskStatus.Link> links(JsonNode result, Instant now) {
        List<TaskStatus.Link> links = new ArrayList<>();
        for (String medium : List.of("videos", "images", "audios")) {
            for (JsonNode item : result.path(medium)) {
                JsonNode url = item.isTextual() ? item : item.path("url");
                Instant expires = expiry(item.path("expires_at"), now);
                if (url.isTextual()) {
                    links.add(new TaskStatus.Link(url.asText(), expires));
                }
                if (url.isArray()) {
                    url.forEach(each -> links.add(new TaskStatus.Link(each.asText(), expires)));
                }
            }
        }
        return links;
    }

    /** The Kling page says that links live a day, another page three: what the answer says counts, else the shorter. */
    private static Instant expiry(JsonNode node, Instant now) {
        long value = node.isNumber() || node.isTextual() ? node.asLong(0) : 0;
        if (value <= 0) {
            return now.plus(24, ChronoUnit.HOURS);
        }
        return value < SECONDS_BELOW ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    }

    /** The code of an error answer, which the older form has beside its message; null where there is none. */
    String errorCode() {
        String code = text(root.path("error").path("code"));
        return code == null ? text(root.path("code")) : code;
    }

    /** The provider's own words about an error; null where there are none. */
    String errorMessage() {
        String words = error(root.path("error"));
        return words == null ? text(root.path("message")) : words;
    }

    private static String error(JsonNode error) {
        return error.isTextual() ? error.asText() : text(error.path("message"));
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }
}
