package dev.framespan.testkit;

import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.DecisionActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.Fetched;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.VerifyActivity;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.TreeMap;

/** The activities of a studio, without a provider, a disk or FFmpeg: what they are asked, {@link FakeWork} does. */
final class FakeActivities {
    private FakeActivities() {}

    record Submit(FakeWork work) implements SubmitActivity {
        @Override
        public SubmitResult submit(Purchase purchase, int waits) {
            return work.submit(purchase, waits);
        }
    }

    record Answers(FakeWork work) implements AdoptActivity, DecisionActivity {
        @Override
        public void adopt(Purchase purchase, String task) {
            work.adopt(purchase, task);
        }

        @Override
        public void rebuy(String film, String id, String question) {
            work.rebuy(film, id);
        }

        @Override
        public boolean rebuyByPolicy(String film, String id, String question, int most) {
            return work.rebuyByPolicy(film, id, most);
        }
    }

    record Await(FakeWork work) implements AwaitActivity {
        @Override
        public void await(ProviderTask task) {
            work.await(task);
        }
    }

    record Fetch(FakeWork work) implements FetchActivity {
        @Override
        public Fetched fetch(ProviderTask task) {
            work.fetch(task);
            return Fetched.of(made(task), work.machine());
        }
    }

    /** What a still's or clip's task makes. */
    static Asset made(ProviderTask task) {
        MediaType type = task.still() ? MediaType.PNG : MediaType.MP4;
        return FakeAssets.ofHash(Fingerprint.hash(task.fingerprint()), type);
    }

    record Verify(FakeWork work) implements VerifyActivity {
        @Override
        public Take verify(ProviderTask task, Asset original) {
            return work.verify(task, original);
        }

        @Override
        public void reject(ProviderTask task, String reason) {
            work.reject(task, reason);
        }
    }

    record Cancel(FakeWork work) implements CancelActivity, GiveBackActivity {
        @Override
        public boolean cancel(ProviderTask task) {
            return giveBack(task) == Result.GIVEN_BACK;
        }

        @Override
        public Result giveBack(ProviderTask task) {
            return work.giveBack(task);
        }
    }

    record Assembly(FakeWork work) implements AssemblyActivity {
        @Override
        public MediaAsset conform(Asset clip, Format format, String store) {
            work.conform(clip);
            return new MediaAsset(
                    FakeAssets.named("conformed " + clip.sha256(), MediaType.MP4), facts(format, 24, false));
        }

        @Override
        public MediaAsset join(Timeline timeline, String store) {
            work.join();
            return new MediaAsset(
                    FakeAssets.named("film " + timeline, MediaType.MP4), facts(timeline, layout(timeline)));
        }

        @Override
        public void prepare(Asset clip, Format format, JoinSettings settings, long head, String store) {
            work.prepare(clip);
        }

        @Override
        public AssembledFilm assemble(Timeline timeline, String store) {
            work.assemble(timeline);
            FilmLayout layout = layout(timeline);
            return new AssembledFilm(
                    FakeAssets.named("film " + timeline, MediaType.MP4),
                    facts(timeline, layout),
                    FakeAssets.named("sheet " + timeline, MediaType.JPG),
                    timeline.odd(),
                    layout,
                    FakeAssets.named("joins " + timeline, MediaType.JSON),
                    FakeAssets.named("joins " + timeline, MediaType.HTML),
                    stems(timeline));
        }

        /** A clip that is too short for its transitions stops its film, as it would in the cutting room. */
        private static FilmLayout layout(Timeline timeline) {
            try {
                return FilmLayout.of(
                        timeline,
                        timeline.cuts().stream()
                                .map(cut -> new FilmLayout.Join(cut.over(), false))
                                .toList());
            } catch (IllegalArgumentException e) {
                throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), FailureKind.MEDIA.name());
            }
        }

        private static MediaFacts facts(Timeline timeline, FilmLayout layout) {
            boolean sound = !timeline.heard().cues().isEmpty()
                    || timeline.cuts().stream().anyMatch(cut -> cut.facts().sound());
            return facts(timeline.format(), layout.frames(), sound);
        }

        private static MediaFacts facts(Format format, long frames, boolean sound) {
            return new MediaFacts(
                    format.width(), format.height(), frames, format.rate(), sound, "h264", "0".repeat(64));
        }

        private static Map<String, Asset> stems(Timeline timeline) {
            Map<String, Asset> stems = new TreeMap<>();
            if (timeline.heard().stems()) {
                for (String name : FilmSound.STEMS) {
                    stems.put(name, FakeAssets.named(name + " of " + timeline, MediaType.WAV));
                }
            }
            return stems;
        }

        @Override
        public Asset contactSheet(Timeline timeline, String store) {
            work.contactSheet();
            return FakeAssets.named("sheet " + timeline, MediaType.JPG);
        }

        @Override
        public Asset frame(Asset clip, long number, String store) {
            work.frame(number);
            return FakeAssets.named("frame " + number + " of " + clip.sha256(), MediaType.PNG);
        }
    }
}
