package dev.framespan.testkit;

import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;

/** What {@link FakeActivities} do: each method throws what its activity is to fail with, or answers. */
interface FakeWork {
    SubmitResult submit(Purchase purchase, int waits);

    void adopt(Purchase purchase, String task);

    void rebuy(String film, String id);

    /** @param most how often that is allowed */
    boolean rebuyByPolicy(String film, String id, int most);

    /** Returns when the task has completed. */
    void await(ProviderTask task);

    void fetch(ProviderTask task);

    Take verify(ProviderTask task, Asset original);

    void reject(ProviderTask task, String reason);

    GiveBackActivity.Result giveBack(ProviderTask task);

    void prepare(Asset clip);

    /** Only films of earlier versions ask for it. */
    void conform(Asset clip);

    /** Only films of earlier versions ask for it. */
    void join();

    void assemble(Timeline timeline);

    void contactSheet();

    void frame(long number);

    /** Where what was fetched is at hand; null for everywhere. */
    String machine();
}
