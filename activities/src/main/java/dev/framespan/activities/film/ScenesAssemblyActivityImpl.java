package dev.framespan.activities.film;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.assembly.AssemblyActivityImpl;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmTimeline;
import dev.framespan.workflows.film.ScenesAssemblyActivity;
import dev.framespan.workflows.film.ScenesToAssemble;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Film;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** See {@link ScenesAssemblyActivity}. */
public final class ScenesAssemblyActivityImpl implements ScenesAssemblyActivity {
    private final Store store;
    private final AssemblyActivityImpl assembly;

    public ScenesAssemblyActivityImpl(Store store, AssemblyActivityImpl assembly) {
        this.store = store;
        this.assembly = assembly;
    }

    @Override
    public Asset assembleScenes(ScenesToAssemble cut) {
        ForeignWorkGuard.requireOwn(store.id(), cut.input().store());
        Timeline timeline = timeline(cut);
        return KeptScenes.keep(
                store, Film.of(assembly.assemble(timeline, cut.input().store()), timeline));
    }

    private Timeline timeline(ScenesToAssemble cut) {
        try {
            Plan plan = Payloads.json().readValue(store.bytes(cut.input().plan()), Plan.class);
            return FilmTimeline.of(
                    plan,
                    KeptScenes.items(store, cut.items()),
                    cut.day(),
                    Boolean.TRUE.equals(cut.input().decodeAll()));
        } catch (NoSuchFileException | DamagedAssetException | JsonProcessingException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "what the film is cut from is not whole in the store; render the storyboard again, which"
                            + " writes it anew",
                    FailureKind.MEDIA.name());
        } catch (IOException e) {
            throw ApplicationFailure.newFailure(
                    "what the film is cut from cannot be read: " + IoReason.of(e), FailureKind.STORE.name());
        } catch (IllegalArgumentException e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), FailureKind.MEDIA.name());
        }
    }
}
