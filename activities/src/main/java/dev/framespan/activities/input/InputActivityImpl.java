package dev.framespan.activities.input;

import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FetchedInputs;
import dev.framespan.workflows.storyboard.checking.MissingInputException;
import dev.framespan.workflows.storyboard.checking.OwnInputPlaces;
import dev.framespan.workflows.storyboard.checking.RefusedInputException;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.studio.InputActivity;
import dev.framespan.workflows.studio.OwnVideo;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** See {@link InputActivity}. */
public final class InputActivityImpl implements InputActivity {
    /** So often a file is looked for, by whichever worker; half a minute in all. */
    private static final int LOOKS = 5;

    /** A workflow's history has all of them, and takes some twenty events for each, with its stills. */
    private static final int MOST_SHOTS = 300;

    private final Store store;
    private final Catalogue catalogue;
    private final Optional<Path> folder;
    private final LocalInputs inspector = new LocalInputs();

    /** @param folder out of which no path leads; empty where this worker reads no files by their paths */
    public InputActivityImpl(Store store, Catalogue catalogue, Optional<Path> folder) {
        this.store = store;
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /** What is done with a source; the download is closed after it. */
    private interface Work<T> {
        T of(OwnInputPlaces places, InputDownload download) throws IOException, RefusedInputException;
    }

    @Override
    public Asset importPicture(String of, String id, String source) {
        return imported(of, id, source, (places, download) -> assets(download).picture(places.picture(source)));
    }

    @Override
    public OwnVideo importVideo(String of, String id, String source) {
        return imported(of, id, source, (places, download) -> {
            PlanAssets.MeasuredVideo video = assets(download).video(places.video(source));
            return new OwnVideo(id, video.asset(), video.millis());
        });
    }

    @Override
    public Asset importSound(String of, String id, String source) {
        return imported(of, id, source, (places, download) -> assets(download).sound(places.sound(source)));
    }

    @Override
    public Asset planStoryboard(String of, String id, String source) {
        return imported(of, id, source, (places, download) -> {
            Path storyboard = places.storyboard(source);
            CheckResult checked = StoryboardChecker.check(storyboard, catalogue, inspector);
            if (checked.isFaultless()) {
                FetchedInputs fetched = UrlInputs.fetch(checked, store, download);
                checked = StoryboardChecker.check(storyboard, catalogue, inspector, fetched);
            }
            if (!checked.isFaultless()) {
                throw stop(id, faults(source, storyboard, checked));
            }
            int shots = checked.storyboard().shots().size();
            if (shots > MOST_SHOTS) {
                throw stop(
                        id,
                        source + " has " + shots + " shots, and at most " + MOST_SHOTS
                                + " are a part of a workflow: make a film of its own of it, with framespan render");
            }
            return StoredPlan.of(checked, catalogue, store, inspector, download).asset();
        });
    }

    /** As the author named the file, and not where it lies on this machine. */
    private static String faults(String source, Path storyboard, CheckResult checked) {
        return checked.faults().stream()
                .map(fault -> fault.toString().replace(storyboard.toString(), source))
                .collect(Collectors.joining("; "));
    }

    @Override
    public PlanPage planPage(String of, String id, Asset plan, int number) {
        ForeignWorkGuard.requireOwn(store.id(), of);
        try {
            Plan whole = Payloads.json().readValue(store.bytes(plan), Plan.class);
            return PlanPages.of(new ScenePlan(whole, null)).get(number);
        } catch (IOException e) {
            throw unusable("the plan of " + id + " cannot be read", e);
        }
    }

    private PlanAssets assets(InputDownload download) {
        return new StoredPlanAssets(store, inspector, download, catalogue.limits());
    }

    private <T> T imported(String of, String id, String source, Work<T> work) {
        ForeignWorkGuard.requireOwn(store.id(), of);
        if (source == null || source.isBlank()) {
            throw stop(id, OwnInputPlaces.NONE);
        }
        if (folder.isEmpty() && !source.regionMatches(true, 0, "https:", 0, 6)) {
            throw elsewhere(
                    id,
                    "this worker reads no files by their paths, and " + source
                            + " is one: start it with --inputs, the folder that has it");
        }
        OwnInputPlaces places = new OwnInputPlaces(folder.orElse(store.local()), inspector, catalogue.limits());
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext());
                InputDownload download = new InputDownload(store, inspector, catalogue.limits(), new UrlAnswers())) {
            return work.of(places, download);
        } catch (MissingInputException e) {
            throw elsewhere(id, source + ": " + e.getMessage());
        } catch (RefusedInputException e) {
            throw stop(id, source + ": " + e.getMessage());
        } catch (InputException e) {
            throw stop(id, source + ": " + e.reason());
        } catch (IOException e) {
            throw unusable(source + " cannot be brought into the store", e);
        }
    }

    /** Another worker may have it: only what several have not found is not there. */
    private static ApplicationFailure elsewhere(String id, String why) {
        if (Activity.getExecutionContext().getInfo().getAttempt() >= LOOKS) {
            return stop(id, why);
        }
        return ApplicationFailure.newFailure(why, FailureKind.REJECTED.name());
    }

    private static ApplicationFailure stop(String id, String why) {
        return Stop.of(FailureKind.REJECTED, id, 1, why).failure();
    }

    /** Tried again by Temporal until there is room, or the store is back. */
    private static ApplicationFailure unusable(String what, IOException e) {
        return ApplicationFailure.newFailure(what + " (" + IoReason.of(e) + ")", FailureKind.STORE.name());
    }
}
