package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioTerms;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the workflows of one test have written down. Many threads use it at once. */
final class StudioRecords implements FakeRecords {
    static final int AT_ONCE = 20;

    private final Map<Asset, Object> kept = new HashMap<>();
    private final Map<String, Film> films = new LinkedHashMap<>();
    private int maxParallel = AT_ONCE;
    private StopPolicies policies;

    synchronized void atOnce(int most) {
        maxParallel = most;
    }

    synchronized int atOnce() {
        return maxParallel;
    }

    synchronized void policies(StopPolicies wanted) {
        policies = wanted;
    }

    synchronized StopPolicies policies() {
        return policies;
    }

    @Override
    public synchronized StudioTerms opened(RunSettings run) {
        return new StudioTerms(run, maxParallel, policies, null, null, Prices.JSON);
    }

    @Override
    public synchronized Asset keep(Object value) {
        Asset asset = FakeAssets.named("kept " + kept.size(), MediaType.JSON);
        kept.put(asset, value);
        return asset;
    }

    @Override
    public synchronized void ended(RunSettings run, StudioEnd end) {
        if (end.before() != null) {
            ended(run, (StudioEnd) kept.get(end.before()));
        }
        end.films().forEach((name, film) -> films.put(StudioEnd.unused(name, films.keySet()), (Film) kept.get(film)));
    }

    /** By their names, as receipts have them. */
    synchronized Map<String, Film> films() {
        return new LinkedHashMap<>(films);
    }
}
