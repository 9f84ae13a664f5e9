package dev.framespan.activities.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.planning.Planner;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A plan and where the store keeps it. */
public record StoredPlan(Plan plan, Asset asset) {
    /**
     * Keeps what a storyboard names, its long prompts, and the plan itself. The same storyboard gives the same asset.
     *
     * @param checked a faultless storyboard
     * @throws InputException when what it names cannot be had any more; the message is for the author
     * @throws IOException when the store fails
     */
    public static StoredPlan of(
            CheckResult checked, Catalogue catalogue, Store store, InputInspector inspector, InputDownload download)
            throws IOException {
        Plan plan =
                Planner.plan(checked, catalogue, new StoredPlanAssets(store, inspector, download, catalogue.limits()));
        byte[] content = content(plan);
        return new StoredPlan(plan, store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON));
    }

    /** SHA-256 of a plan as a store would keep it. */
    public static String hash(Plan plan) {
        return Sha256.of(content(plan));
    }

    private static byte[] content(Plan plan) {
        try {
            return Payloads.json().writeValueAsBytes(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan can always be written", e);
        }
    }
}
