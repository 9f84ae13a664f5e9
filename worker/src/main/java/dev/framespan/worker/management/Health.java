package dev.framespan.worker.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.text.SafeText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How a worker is, in the words of MicroProfile Health. Looks are made in a thread of their own, so that who asks is answered at once, also
 * while a server hangs.
 */
final class Health implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);
    // The checks together may take half a minute: of a provider that does not answer, and a server, and a store.
    private static final Duration STALE = Duration.ofMinutes(1);
    private static final String WORKER = "worker";

    private final Duration every;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> troubles = new LinkedHashMap<>();
    private String phase = "it is starting";
    private long lookedAt = System.nanoTime();

    /** An answer: a status of HTTP, and JSON. */
    record Answer(int status, String body) {}

    Health() {
        this(EVERY);
    }

    Health(Duration every) {
        this.every = every;
    }

    /** The worker works; what it needs is looked at from now on. */
    void started(List<HealthCheck> checks) {
        looking.scheduleWithFixedDelay(() -> look(checks), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(List<HealthCheck> checks) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (HealthCheck check : checks) {
            seen.put(check.name(), trouble(check));
        }
        synchronized (this) {
            troubles.clear();
            troubles.putAll(seen);
            lookedAt = System.nanoTime();
            if (phase.equals("it is starting")) {
                phase = "";
            }
        }
    }

    private static String trouble(HealthCheck check) {
        try {
            return check.trouble().map(SafeText::line).orElse("");
        } catch (RuntimeException e) {
            return "it cannot be looked at: " + e.getClass().getSimpleName();
        }
    }

    /** The worker begins nothing more. */
    synchronized void ending() {
        phase = "it is ending";
    }

    /** That the process answers at all. */
    Answer live() {
        return answer(Map.of());
    }

    /** Whether it can work. */
    synchronized Answer ready() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(WORKER, worker());
        all.putAll(troubles);
        return answer(all);
    }

    private String worker() {
        Duration old = Duration.ofNanos(System.nanoTime() - lookedAt);
        return phase.isEmpty() && old.compareTo(STALE.plus(every)) > 0
                ? "what it needs was last looked at " + old.toSeconds() + " s ago"
                : phase;
    }

    /** @param troubles by name, empty where there is none */
    private static Answer answer(Map<String, String> troubles) {
        ObjectNode health = Payloads.json().createObjectNode();
        boolean up = troubles.values().stream().allMatch(String::isEmpty);
        health.put("status", word(up));
        ArrayNode checks = health.putArray("checks");
        troubles.forEach((name, trouble) -> {
            ObjectNode check = checks.addObject();
            check.put("name", name);
            check.put("status", word(trouble.isEmpty()));
            Optional.of(trouble).filter(text -> !text.isEmpty()).ifPresent(text -> check.putObject("data")
                    .put("reason", text));
        });
        try {
            return new Answer(up ? 200 : 503, SafeText.json(Payloads.json().writeValueAsString(health)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
