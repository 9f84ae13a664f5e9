package org.example.atelier;

import static dev.framespan.activities.http.ScriptedServer.answers;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.provider.contract.ProviderContract;
import dev.framespan.activities.provider.contract.ProviderDialect;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

class AtelierProviderTest extends ProviderContract {
    @Override
    protected Provider open(URI address, Duration limit) {
        return new AtelierProvider(
                new ProviderFactory.Settings(address, KEY, "loopback-atelier", true, Catalogue.builtIn(), CLOCK),
                limit);
    }

    @Override
    public GenerationRequest request() {
        return GenerationRequest.of("atelier-1", Action.GENERATE, Prompt.of("a lighthouse"))
                .resolution("720p")
                .seconds(5)
                .build();
    }

    @Override
    public ProviderDialect dialect() {
        return new ProviderDialect() {
            @Override
            public String accepted(String task) {
                return "{'render':{'ref':'%s','phase':'waiting'}}"
                        .formatted(task)
                        .replace('\'', '"');
            }

            @Override
            public String unfinished(String task, TaskStatus.State state, int progress) {
                String phase = state == TaskStatus.State.QUEUED ? "waiting" : "drawing";
                return render(task, phase, "'percent':" + progress);
            }

            @Override
            public String completed(String task, String link, Instant expiresAt) {
                return render(task, "ready", "'file':{'href':'" + link + "','until':'" + expiresAt + "'}");
            }

            @Override
            public String failed(String task, String code, String message) {
                return render(task, "broken", fault(code, message));
            }

            @Override
            public String cancelled(String task, Refund refund) {
                String price = refund.given() == null ? "null" : refund.given() ? "'returned'" : "'kept'";
                return render(task, "withdrawn", "'price':" + price);
            }

            @Override
            public String inState(String task, String word) {
                return render(task, word, "'percent':1");
            }

            @Override
            public String error(String code, String message) {
                return "{" + fault(code, message).replace('\'', '"') + "}";
            }

            @Override
            public ScriptedServer.Line tooLateToCancel() {
                return answers(409, error("drawing", "it is on the easel"));
            }
        };
    }

    private static String fault(String code, String message) {
        String text = message.replace("\n", "\\n").replace("\u001b", "\\u001b");
        return "'fault':{'kind':'" + code + "','text':'" + text + "'}";
    }

    private static String render(String task, String phase, String more) {
        String body = "{'render':{'ref':'" + task + "','phase':'" + phase + "'," + more + "}}";
        return body.replace('\'', '"');
    }
}
