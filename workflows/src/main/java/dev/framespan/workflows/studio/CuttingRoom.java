package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.FilmSlots;
import dev.framespan.workflows.waiting.Slots;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Cuts a film from its clips. */
final class CuttingRoom {
    // A server takes 2,000 activities of one workflow at once.
    private static final int AT_ONCE = 1_900;

    private final NearbyAssembly assembly;
    private final NearbyAssembly whole;
    private final StudioSettings settings;
    private final String store;
    private final CancellationScopes scopes;
    private final Slots prepares = new FilmSlots(AT_ONCE);
    private final EarlierCut earlier;
    private final Retakes retakes;
    private final WaitingAssemblies joins;
    // Films of before conformed and joined by two kinds of activities, and replayed they must again.
    private final boolean assembles =
            Workflow.getVersion("assembles", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    private final Map<String, Integer> shown = new HashMap<>();
    private String doing = "";
    private int joining;
    private boolean leavesOut;

    CuttingRoom(StudioSettings settings, CancellationScopes scopes, Retakes retakes, WaitingAssemblies joins) {
        this.joins = joins;
        this.retakes = retakes;
        this.scopes = scopes;
        this.settings = settings;
        this.store = settings.identity() == null ? null : settings.identity().store();
        TaskQueues queues = TaskQueues.of(settings.identity());
        this.assembly = new NearbyAssembly(queues.media(), scopes);
        this.whole = new NearbyAssembly(queues.assemble(), scopes);
        this.earlier =
                new EarlierCut(assembly.anywhere(), whole.anywhere(), store, scopes, prepares, now -> doing = now);
    }

    /** A clip may be left out from the beginning. */
    void skipBeforehand() {
        leavesOut = true;
    }

    String doing() {
        return joining > 0 ? "joining" : doing;
    }

    /** A promise that fails with {@code REJECTED} when the clip ends before the frame. */
    Promise<Still> frame(String id, Clip clip, FramePosition at) {
        Asset original = clip.take().original();
        long number;
        try {
            number = at.of(clip.take().facts());
        } catch (IllegalArgumentException e) {
            return Workflow.newFailedPromise(
                    Stop.of(FailureKind.REJECTED, id, 1, e.getMessage()).failure());
        }
        return assembly.call(clip.take().machine(), on -> Async.function(on::frame, original, number, store))
                .thenApply(picture -> new Still(id, picture, null, new ClipFrame(original.sha256(), number)));
    }

    /**
     * Makes each clip ready as it arrives, so that the provider's minutes hide it, and cuts the film when all are there.
     *
     * @param edit whose clips are on their way
     */
    Promise<Film> cut(Edit edit) {
        List<Promise<Clip>> clips = edit.shots().stream().map(Edit.Shot::clip).toList();
        if (!assembles) {
            return Promise.allOf(clips).thenCompose(done -> earlier.cut(timeline(edit)));
        }
        // A clip that is seen twice is made ready once for each way in which it meets the others.
        Map<List<Object>, Promise<?>> ready = new LinkedHashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            Transition before = i == 0 ? Transition.CUT : edit.after(i - 1);
            Promise<Clip> clip = clips.get(i);
            ready.computeIfAbsent(
                    List.of(clip, before),
                    key -> ready(clips.get(0), clip, edit.joins(), before, of -> format(edit, of)));
        }
        List<Promise<?>> all = new ArrayList<>(ready.values());
        edit.cues().forEach(cue -> all.add(cue.sound()));
        if (settings.parksWhatStops() || leavesOut) {
            all.addAll(clips);
            return whatever(all).thenCompose(done -> retakes.done()).thenCompose(done -> assembledOf(edit));
        }
        return Promise.allOf(all.toArray(Promise[]::new)).thenCompose(done -> assembled(edit));
    }

    private Promise<Boolean> ready(
            Promise<Clip> first,
            Promise<Clip> clip,
            JoinSettings joins,
            Transition before,
            Function<Clip, Format> format) {
        return first.thenCompose(of -> clip.thenCompose(made -> prepared(made, format.apply(of), joins, before)));
    }

    /** See {@link Studio#ready}. */
    Promise<Void> ready(Promise<Clip> first, List<SceneClip> clips, JoinSettings joins) {
        return whatever(clips.stream()
                        .<Promise<?>>map(clip -> ready(first, clip.clip(), joins, clip.before(), this::format))
                        .toList())
                .thenCompose(done -> retakes.done());
    }

    /** What was left out is no reason to wait, or to fail. */
    private static Promise<Void> whatever(List<Promise<?>> all) {
        return Promise.allOf(all.stream()
                .map(each -> each.handle((made, failure) -> {
                    if (failure == null || isLeftOut(failure)) {
                        return true;
                    }
                    throw failure;
                }))
                .toArray(Promise[]::new));
    }

    private static boolean isLeftOut(RuntimeException failure) {
        return Stop.of(failure)
                .filter(stop -> stop.kind() == FailureKind.SKIPPED)
                .isPresent();
    }

    private Promise<Film> assembledOf(Edit edit) {
        Edit left = edit.without(promise -> {
            RuntimeException failure = promise.getFailure();
            return failure != null && isLeftOut(failure);
        });
        if (left.shots().isEmpty()) {
            return Workflow.newFailedPromise(
                    Stop.of(FailureKind.SKIPPED, settings.film(), 1, "every shot of the film is left out")
                            .failure());
        }
        return settings.parksWhatStops() ? joins.made(() -> assembled(left)) : assembled(left);
    }

    /** What fails here fails again when the film is cut, with the shot's name. */
    private Promise<Boolean> prepared(Clip clip, Format format, JoinSettings joins, Transition before) {
        return prepares.acquire()
                .thenCompose(slot -> assembly.call(
                        clip.take().machine(),
                        on -> Async.procedure(
                                on::prepare,
                                clip.take().original(),
                                format,
                                joins,
                                before.framesAfter(FrameRate.parse(format.rate())),
                                store)))
                .handle((done, failure) -> {
                    prepares.release();
                    return failure == null;
                });
    }

    private Format format(Clip first) {
        return format(new Edit.Frame(settings.width(), settings.height(), settings.rate()), first);
    }

    private static Format format(Edit.Frame frame, Clip first) {
        return new Format(
                frame.width(),
                frame.height(),
                frame.rate() == null ? first.take().facts().rate() : frame.rate());
    }

    private Format format(Edit edit, Clip first) {
        return edit.frame() == null ? format(first) : format(edit.frame(), first);
    }

    private Timeline timeline(Edit edit) {
        Format format = format(edit, retakes.newest(edit.shots().get(0).clip().get()));
        List<Cut> cuts = cuts(edit, FrameRate.parse(format.rate()));
        return assembles
                ? new Timeline(format, cuts, edit.joins(), edit.heard(), edit.tags())
                : new Timeline(format, cuts);
    }

    private List<Cut> cuts(Edit edit, FrameRate rate) {
        List<Cut> cuts = new ArrayList<>();
        long shown = 0;
        for (int i = 0; i < edit.shots().size(); i++) {
            Edit.Shot shot = edit.shots().get(i);
            Clip clip = retakes.newest(shot.clip().get());
            Transition after = edit.after(i);
            Cut cut = new Cut(
                    clip.id(),
                    clip.take().original(),
                    clip.take().facts(),
                    shot.trim() == null ? null : ShotTrim.frames(clip, shot.trim(), rate, shown),
                    after.kind() == Transition.Kind.CUT ? null : after,
                    shot.sound(),
                    shot.chapter());
            cuts.add(cut);
            shown += ShotTrim.filmFrames(cut, rate) - after.overlap(rate);
        }
        return cuts;
    }

    /** The machine that has most of the clips at hand; null where none has. */
    private String machine(Edit edit) {
        Map<String, Long> bytes = new TreeMap<>();
        for (Edit.Shot shot : edit.shots()) {
            Take take = retakes.newest(shot.clip().get()).take();
            if (take.machine() != null) {
                bytes.merge(take.machine(), take.original().bytes(), Long::sum);
            }
        }
        return bytes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private Promise<Film> assembled(Edit edit) {
        Timeline timeline = timeline(edit);
        joining++;
        timeline.cuts().forEach(cut -> shown.merge(cut.id(), 1, Integer::sum));
        return whole.call(machine(edit), on -> Async.function(on::assemble, timeline, store))
                .handle((made, failure) -> {
                    joining--;
                    if (failure != null) {
                        timeline.cuts().forEach(cut -> shown.merge(cut.id(), -1, Integer::sum));
                        throw failure;
                    }
                    return Film.of(made, timeline);
                });
    }

    /** Whether a film that shows a clip is joined, or is being joined. */
    boolean shows(String clip) {
        return shown.getOrDefault(clip, 0) > 0;
    }
}
