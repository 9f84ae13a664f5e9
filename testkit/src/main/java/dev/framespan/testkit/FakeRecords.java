package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioTerms;

/** What is written down of a studio from its opening to its end, by {@link FakeStudioActivity}. */
interface FakeRecords {
    /** @param run with its plan */
    StudioTerms opened(RunSettings run);

    Asset keep(Object value);

    void ended(RunSettings run, StudioEnd end);
}
