package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.AssemblyOptions;
import dev.framespan.workflows.generation.Nearby;
import dev.framespan.workflows.waiting.CancellationScopes;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;

/** What is done with clips, on the machine that has them at hand if that takes it soon. */
final class NearbyAssembly {
    private final String queue;
    private final CancellationScopes scopes;
    private final AssemblyActivity anywhere;
    private final Map<String, AssemblyActivity> machines = new HashMap<>();

    NearbyAssembly(String queue, CancellationScopes scopes) {
        this.queue = queue;
        this.scopes = scopes;
        this.anywhere = Workflow.newActivityStub(
                AssemblyActivity.class,
                ActivityOptions.newBuilder(AssemblyOptions.CUT)
                        .setTaskQueue(queue)
                        .build());
    }

    AssemblyActivity anywhere() {
        return anywhere;
    }

    /** @param machine null where none has it at hand */
    <T> Promise<T> call(String machine, Functions.Func1<AssemblyActivity, Promise<T>> work) {
        if (machine == null) {
            return scopes.begin(() -> work.apply(anywhere));
        }
        return scopes.begin(() -> work.apply(on(machine)))
                .handle((made, failure) -> {
                    if (failure == null) {
                        return Workflow.newPromise(made);
                    }
                    return Nearby.isUntaken(failure)
                            ? scopes.begin(() -> work.apply(anywhere))
                            : Workflow.<T>newFailedPromise(failure);
                })
                .thenCompose(promise -> promise);
    }

    private AssemblyActivity on(String machine) {
        return machines.computeIfAbsent(
                machine,
                name -> Workflow.newActivityStub(AssemblyActivity.class, Nearby.on(queue, name, AssemblyOptions.CUT)));
    }
}
