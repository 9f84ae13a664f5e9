package dev.framespan.workflows.film;

import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.PlanRequests;
import dev.framespan.workflows.studio.Still;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;

/** What a scene needs of earlier ones: promises, which its film keeps. */
final class SceneImports implements PlanRequests.Imports {
    private final Map<String, CompletablePromise<SceneExport>> promises = new HashMap<>();

    void made(SceneExport made) {
        promise(made.id()).complete(made);
    }

    @Override
    public Promise<Still> still(String id) {
        return there(id).thenApply(SceneExport::still);
    }

    @Override
    public Promise<Clip> clip(String id) {
        return there(id).thenApply(SceneExport::clip);
    }

    private Promise<SceneExport> there(String id) {
        return promise(id).thenApply(made -> {
            if (made.stop() != null) {
                throw made.stop().failure();
            }
            return made;
        });
    }

    private CompletablePromise<SceneExport> promise(String id) {
        return promises.computeIfAbsent(id, key -> Workflow.newPromise());
    }
}
