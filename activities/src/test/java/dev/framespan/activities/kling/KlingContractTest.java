package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.provider.contract.ProviderContract;
import dev.framespan.activities.provider.contract.ProviderDialect;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.payload.Payloads;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The provider keeps the contract of all providers. */
class KlingContractTest extends ProviderContract {
    @Override
    protected Provider open(URI address, Duration limit) {
        return new KlingProvider(
                URI.create(address + "/v1"),
                KEY,
                "example.org",
                true,
                Catalogue.builtIn(),
                CLOCK,
                new KlingProvider.Limits(limit, limit, limit));
    }

    @Override
    public GenerationRequest request() {
        return WithKlingProvider.clip("kling-v3", Action.GENERATE, "720p", false);
    }

    @Override
    public Optional<GenerationRequest> speech() {
        return Optional.of(GenerationRequest.speech("tts-1-hd", "nova", Prompt.of("Das Licht ging aus")));
    }

    @Override
    public boolean callsBack() {
        return true;
    }

    @Override
    public ProviderDialect dialect() {
        return new Dialect();
    }

    /** As the Kling page shows them. */
    private static final class Dialect implements ProviderDialect {
        private static ObjectNode task(String task, String status) {
            return Payloads.json()
                    .createObjectNode()
                    .put("task_id", task)
                    .put("model", "kling-v3")
                    .put("status", status)
                    .put("created_at", 1772359200000L);
        }

        @Override
        public String accepted(String task) {
            return task(task, "queued").put("progress", 0).toString();
        }

        @Override
        public String unfinished(String task, TaskStatus.State state, int progress) {
            return task(task, state.name().toLowerCase(Locale.ROOT))
                    .put("progress", progress)
                    .toString();
        }

        @Override
        public String completed(String task, String link, Instant expiresAt) {
            ObjectNode completed = task(task, "completed").put("progress", 100);
            completed
                    .putObject("result")
                    .putArray("videos")
                    .addObject()
                    .put("expires_at", expiresAt.getEpochSecond())
                    .putArray("url")
                    .add(link);
            return completed.toString();
        }

        @Override
        public String failed(String task, String code, String message) {
            ObjectNode failed = task(task, "failed");
            failed.putObject("error").put("message", message).put("code", code);
            return failed.toString();
        }

        @Override
        public String cancelled(String task, Refund refund) {
            return task(task, "cancelled").put("refunded", refund.given()).toString();
        }

        @Override
        public String inState(String task, String word) {
            return task(task, word).toString();
        }

        @Override
        public String error(String code, String message) {
            ObjectNode error = Payloads.json().createObjectNode();
            error.putObject("error")
                    .put("message", message)
                    .put("type", "invalid_request_error")
                    .put("code", code);
            return error.toString();
        }
    }
}
