package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputPicture.Role;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.RequestPicture;
import dev.framespan.workflows.plan.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which keyframes, shots and speech of a plan this store holds already, bought and whole, so that its film gets them for nothing. A still that is
 * there gives the hash by which a clip from it is looked up, a clip the frames and videos that others are made from, and so on along the
 * chain. What cannot be read counts as not there: the worker that comes to it says why.
 */
public final class StoredTakes {
    private final Ledger ledger;
    private final StoredResults results;
    private final UnaryOperator<String> realms;
    private final Words words;
    private final Map<String, Plan.Keyframe> keyframes;
    private final Map<String, Plan.Shot> shots;
    private final Map<String, Optional<Picture>> stills = new HashMap<>();
    private final Map<String, Optional<Found>> clips = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Map<String, String> undecided = new HashMap<>();

    private StoredTakes(Store store, UnaryOperator<String> realms, Plan plan, Words words) {
        this.ledger = new Ledger(store);
        this.results = new StoredResults(store, ledger);
        this.realms = realms;
        this.words = words;
        this.keyframes = by(plan.keyframes(), Plan.Keyframe::id);
        this.shots = by(plan.shots(), Plan.Shot::id);
    }

    private static <T> Map<String, T> by(List<T> values, Function<T, String> id) {
        return values.stream().collect(Collectors.toMap(id, value -> value));
    }

    /** Where the words of a long prompt are. */
    @FunctionalInterface
    public interface Words {
        String of(Asset stored) throws IOException;
    }

    /**
     * What is there.
     *
     * @param stills ids of keyframes that were bought
     * @param clips ids of shots, with the length of the clip in milliseconds
     * @param awaited ids of what is at the provider: it is awaited, and not submitted beside that
     * @param undecided ids of what is submitted on the operator's decision alone, with the fingerprint
     * @param speeches ids of speech that was bought, with its length in samples at 48 kHz
     */
    public record Had(
            Set<String> stills,
            Map<String, Long> clips,
            Set<String> awaited,
            Map<String, String> undecided,
            Map<String, Long> speeches) {
        public static final Had NOTHING = new Had(Set.of(), Map.of(), Set.of(), Map.of());

        public Had {
            stills = Set.copyOf(stills);
            clips = Map.copyOf(clips);
            awaited = Set.copyOf(awaited);
            undecided = Map.copyOf(undecided);
            speeches = Map.copyOf(speeches);
        }

        public Had(Set<String> stills, Map<String, Long> clips, Set<String> awaited, Map<String, String> undecided) {
            this(stills, clips, awaited, undecided, Map.of());
        }
    }

    /** @param realms of the providers that make the film, by model */
    public static Had of(Store store, UnaryOperator<String> realms, Plan plan, Words words) {
        StoredTakes takes = new StoredTakes(store, realms, plan, words);
        Set<String> stills = new HashSet<>();
        for (Plan.Keyframe keyframe : plan.keyframes()) {
            if (keyframe.request() != null && takes.still(keyframe.id()).isPresent()) {
                stills.add(keyframe.id());
            }
        }
        Map<String, Long> clips = new HashMap<>();
        for (Plan.Shot shot : plan.shots()) {
            takes.clip(shot.id()).ifPresent(clip -> clips.put(shot.id(), millis(clip.facts())));
        }
        Map<String, Long> speeches = new HashMap<>();
        for (Plan.Speech speech : plan.speeches()) {
            takes.found(speech.id(), speech.request()).ifPresent(found -> speeches.put(speech.id(), found.samples()));
        }
        return new Had(stills, clips, takes.awaited, takes.undecided, speeches);
    }

    /** @param frame which frame of which clip it is; null for any other picture */
    private record Picture(Asset asset, String purchase, ClipFrame frame) {
        InputPicture as(Role role) {
            return new InputPicture(role, asset, purchase, frame);
        }
    }

    /**
     * @param facts null for speech
     * @param samples null for a still or clip
     */
    private record Found(Asset asset, MediaFacts facts, String fingerprint, Long samples) {}

    private Optional<Picture> still(String id) {
        Optional<Picture> known = stills.get(id);
        if (known == null) {
            known = look(keyframes.get(id));
            stills.put(id, known);
        }
        return known;
    }

    private Optional<Picture> look(Plan.Keyframe keyframe) {
        if (keyframe.picture() != null) {
            return Optional.of(new Picture(keyframe.picture(), null, null));
        }
        if (keyframe.frame() != null) {
            return clip(keyframe.frame().shot()).flatMap(clip -> frame(clip, keyframe.frame()));
        }
        return pictures(RequestPicture.ofStill(keyframe.references()))
                .flatMap(pictures -> found(keyframe.id(), keyframe.request().with(pictures)))
                .map(found -> new Picture(found.asset(), found.fingerprint(), null));
    }

    /** Empty where the clip ends before the frame. */
    private static Optional<Picture> frame(Found clip, Plan.Frame frame) {
        try {
            long number = frame.at().of(clip.facts());
            return Optional.of(
                    new Picture(clip.asset(), null, new ClipFrame(clip.asset().sha256(), number)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Found> clip(String id) {
        Optional<Found> known = clips.get(id);
        if (known == null) {
            known = look(shots.get(id));
            clips.put(id, known);
        }
        return known;
    }

    private Optional<Found> look(Plan.Shot shot) {
        Optional<List<InputPicture>> pictures =
                pictures(RequestPicture.ofClip(shot.from(), shot.to(), shot.references()));
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        GenerationRequest request = shot.request().with(pictures.get());
        if (shot.video() == null) {
            return found(shot.id(), request);
        }
        return video(request.video(), shot.video())
                .flatMap(video -> found(shot.id(), request.copy().video(video).build()));
    }

    private Optional<InputVideo> video(InputVideo wanted, Plan.Video video) {
        if (video.video() != null) {
            return Optional.of(wanted.with(video.video(), null, video.millis()));
        }
        return clip(video.shot()).map(clip -> wanted.with(clip.asset(), clip.fingerprint(), millis(clip.facts())));
    }

    private static long millis(MediaFacts facts) {
        return Math.round(FrameRate.parse(facts.rate()).duration(facts.frames()) * 1000);
    }

    /** Empty where one of them is not there. */
    private Optional<List<InputPicture>> pictures(List<RequestPicture<String>> wanted) {
        List<InputPicture> pictures = new ArrayList<>();
        for (RequestPicture<String> each : wanted) {
            if (each.picture() != null) {
                Optional<Picture> still = still(each.picture());
                if (still.isEmpty()) {
                    return Optional.empty();
                }
                pictures.add(still.get().as(each.role()));
            }
        }
        return Optional.of(pictures);
    }

    /** As a worker looks a purchase up. */
    private Optional<Found> found(String id, GenerationRequest request) {
        try {
            Prompt prompt = request.prompt();
            String text = prompt.text() == null ? words.of(prompt.stored()) : prompt.text();
            String fingerprint = Fingerprint.of(realms.apply(request.model()), request, text);
            List<SubmissionHistory> submissions = ledger.of(fingerprint);
            PurchaseStep step = new PurchaseDecider(owner -> false, Instant.EPOCH).of(results.intact(submissions));
            if (!(step instanceof PurchaseStep.Finished finished)) {
                note(id, fingerprint, step, submissions);
                return Optional.empty();
            }
            SubmissionHistory submission = submissions.stream()
                    .filter(each -> each.number() == finished.number())
                    .findFirst()
                    .orElseThrow();
            Asset original = StoredResults.known(
                    request.forStill(), submission, finished.completed().original());
            return Optional.of(new Found(
                    original,
                    finished.completed().facts(),
                    fingerprint,
                    finished.completed().samples()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is not there and yet not simply to be bought. A worker that died while it was sending leaves a doubt. */
    private void note(String id, String fingerprint, PurchaseStep step, List<SubmissionHistory> submissions) {
        boolean sending = step instanceof PurchaseStep.Wait
                && submissions.get(submissions.size() - 1).state() instanceof LedgerEntry.Sending;
        if (step instanceof PurchaseStep.Await) {
            awaited.add(id);
        } else if (step instanceof PurchaseStep.NeedsDecision || sending) {
            undecided.put(id, fingerprint);
        }
    }
}
