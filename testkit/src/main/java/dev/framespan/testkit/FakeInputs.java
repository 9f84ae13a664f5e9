package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.planning.Planner;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import dev.framespan.workflows.storyboard.checking.OwnInputPlaces;
import dev.framespan.workflows.storyboard.checking.RefusedInputException;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.studio.InputActivity;
import dev.framespan.workflows.studio.OwnVideo;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings files of an author's own into a store that has no bytes: pictures, videos and sounds need not be there, and
 * are named as a worker takes them. Storyboards are read. */
final class FakeInputs implements InputActivity {
    private static final double SECONDS = 8;
    private static final long MILLIS = 1000;

    private final FakeProvider provider;
    private final Supplier<Path> folder;
    private final Map<Asset, Plan> plans = new ConcurrentHashMap<>();

    FakeInputs(FakeProvider provider, Supplier<Path> folder) {
        this.provider = provider;
        this.folder = folder;
    }

    /** As long as the test says, else eight seconds. */
    private long millis(String id) {
        return Math.round(provider.asked(id).secondsOr(SECONDS) * MILLIS);
    }

    /** By its words it has to be a source that a worker brings in; and by the test's. */
    private void passOrStop(String id, String source, String what) {
        ShotScript script = provider.asked(id);
        if (source == null || source.isBlank()) {
            throw refused(id, OwnInputPlaces.NONE);
        }
        try {
            new OwnInputPlaces(folder.get(), new Found(), Prices.CATALOGUE.limits()).requireWritten(source, what);
        } catch (RefusedInputException e) {
            throw refused(id, source + ": " + e.getMessage());
        }
        script.refusal(source).ifPresent(refusal -> {
            throw Stop.of(refusal.kind(), id, 1, refusal.words()).failure();
        });
    }

    private static ApplicationFailure refused(String id, String words) {
        return Stop.of(FailureKind.REJECTED, id, 1, words).failure();
    }

    @Override
    public Asset importPicture(String store, String id, String source) {
        passOrStop(id, source, "picture");
        return FakeAssets.named(source, MediaType.PNG);
    }

    @Override
    public OwnVideo importVideo(String store, String id, String source) {
        passOrStop(id, source, "video");
        return new OwnVideo(id, FakeAssets.named(source, MediaType.MP4), millis(id));
    }

    @Override
    public Asset importSound(String store, String id, String source) {
        passOrStop(id, source, "sound");
        return FakeAssets.named(source, MediaType.WAV);
    }

    @Override
    public Asset planStoryboard(String store, String id, String source) {
        passOrStop(id, source, "storyboard");
        Catalogue catalogue = Prices.CATALOGUE;
        CheckResult checked = StoryboardChecker.check(folder.get().resolve(source), catalogue, new Found());
        if (!checked.isFaultless()) {
            String faults = checked.faults().stream().map(Object::toString).collect(Collectors.joining("; "));
            throw refused(id, faults);
        }
        try {
            Plan plan = Planner.plan(checked, catalogue, new Planned());
            Asset kept = FakeAssets.named(plan.toString(), MediaType.JSON);
            plans.put(kept, plan);
            return kept;
        } catch (IOException e) {
            throw new IllegalStateException("no file is read while a fake plan is made", e);
        }
    }

    @Override
    public PlanPage planPage(String store, String id, Asset plan, int number) {
        return PlanPages.of(new ScenePlan(plans.get(plan), null)).get(number);
    }

    /** Every file is there, and fits. */
    private static final class Found implements InputInspector {
        @Override
        public Finding inspectPicture(Path file) {
            return new Picture(MediaType.PNG, 1920, 1080);
        }

        @Override
        public Finding inspectVideo(Path file) {
            return new Video(MediaType.MP4, Math.round(SECONDS * MILLIS));
        }

        @Override
        public Finding inspectSound(Path file) {
            return new Sound(MediaType.WAV, Math.round(SECONDS * MILLIS));
        }

        @Override
        public boolean mayBePublic(String host) {
            return true;
        }
    }

    private static final class Planned implements PlanAssets {
        @Override
        public Asset picture(InputSource source) {
            return FakeAssets.named(source.toString(), MediaType.PNG);
        }

        @Override
        public MeasuredVideo video(InputSource source) {
            return new MeasuredVideo(FakeAssets.named(source.toString(), MediaType.MP4), Math.round(SECONDS * MILLIS));
        }

        @Override
        public Asset words(String prompt) {
            return FakeAssets.named(prompt, MediaType.TXT);
        }

        @Override
        public Asset sound(InputSource source) {
            return FakeAssets.named(source.toString(), MediaType.WAV);
        }
    }
}
