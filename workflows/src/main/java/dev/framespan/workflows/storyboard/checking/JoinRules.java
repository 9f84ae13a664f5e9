package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.TransitionField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How clips go over into each other: what cannot be, and what clips are too short for. */
final class JoinRules {
    private final Draft draft;
    private final Resolution resolution;
    private final List<Storyboard.Shot> shots;
    private final Storyboard.Joins joins;
    private final FaultCollector faults;

    /**
     * @param resolution the film's; null where it is faulty
     * @param shots one for each of the draft's, as far as they are free of faults
     */
    JoinRules(
            Draft draft,
            Resolution resolution,
            List<Storyboard.Shot> shots,
            Storyboard.Joins joins,
            FaultCollector faults) {
        this.draft = draft;
        this.resolution = resolution;
        this.shots = shots;
        this.joins = joins;
        this.faults = faults;
    }

    /** @return null where they are faulty */
    static Storyboard.Joins joins(Draft draft) {
        if (draft.joins().isFaulty()) {
            return null;
        }
        if (!draft.joins().present()) {
            return new Storyboard.Joins(JoinSettings.ALIKE_SSIM, null);
        }
        Draft.Joins joins = draft.joins().value();
        return new Storyboard.Joins(
                joins.similarity().or(JoinSettings.ALIKE_SSIM), joins.unlike().value());
    }

    /** After a shot, into the next one; the film's own is not meant for its end. @return null where it is faulty */
    static Transition transition(Draft draft, Draft.Shot shot) {
        boolean last = shot == draft.shots().get(draft.shots().size() - 1);
        return last
                ? shot.transition().orIfAbsent(Transition.CUT)
                : shot.transition().orIfAbsent(draft.transition()).orIfAbsent(Transition.CUT);
    }

    /**
     * @param lengths of clips, as far as they are known
     * @return the film's length; empty where it is not known
     */
    Optional<FilmLength> check(FrameCounts lengths) {
        if (!draft.shots().isEmpty()) {
            checkLast(draft.shots().get(draft.shots().size() - 1));
        }
        if (draft.render().value() == RenderMode.COPY) {
            checkCopy();
        }
        boolean readable = !draft.fps().isFaulty()
                && joins != null
                && shots.stream().allMatch(shot -> shot.transition() != null && shot.id() != null);
        if (!readable) {
            return Optional.empty();
        }
        FrameRate rate = FilmLength.rate(draft.fps().value());
        List<Optional<Long>> least =
                shots.stream().map(shot -> lengths.least(shot.id(), rate)).toList();
        boolean fits = checkLengths(least, rate);
        if (!fits || shots.isEmpty() || least.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                FilmLength.of(shots, lastFrames(), rate, joins, shot -> lengths.usual(shot.id(), rate), false));
    }

    private Map<String, String> lastFrames() {
        Map<String, String> ends = new HashMap<>();
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            if (keyframe.frameOf().isValid()
                    && keyframe.at().or(FramePosition.LAST).equals(FramePosition.LAST)) {
                ends.put(keyframe.id().name(), keyframe.frameOf().value());
            }
        }
        return ends;
    }

    private void checkLast(Draft.Shot last) {
        DraftField<Transition> own = last.transition();
        if (own.isValid() && !endsFilm(own.value())) {
            faults.fault(
                    own.place(),
                    own.field(),
                    "after the last shot no other one follows: cut and { fade_to: black } can end a film, not "
                            + word(own.value()));
        }
    }

    static boolean endsFilm(Transition transition) {
        return transition.kind() == Transition.Kind.CUT || transition.kind() == Transition.Kind.FADE_TO;
    }

    private void checkCopy() {
        refuseCoded(draft.transition());
        if (draft.joins().isValid()) {
            refuseCoded(draft.joins().value().unlike());
        }
        for (Draft.Shot shot : draft.shots()) {
            refuseCoded(shot.transition());
            if (shot.resolution().isValid()
                    && resolution != null
                    && shot.resolution().value() != resolution) {
                faults.fault(
                        shot.resolution().place(),
                        shot.resolution().field(),
                        "a clip of " + shot.resolution().value().word() + " is scaled to the film's "
                                + resolution.word()
                                + ", and render: copy encodes nothing: take this away, or write render: smart");
            }
        }
    }

    private void refuseCoded(DraftField<Transition> transition) {
        if (transition.isValid() && transition.value().kind() != Transition.Kind.CUT) {
            faults.fault(
                    transition.place(),
                    transition.field(),
                    word(transition.value())
                            + " is encoded, and render: copy encodes nothing: take this away, or write render: smart");
        }
    }

    private static String word(Transition transition) {
        return TransitionField.word(transition.kind());
    }

    /** Whether the clips are long enough for their transitions, those of unknown length left out. */
    private boolean checkLengths(List<Optional<Long>> least, FrameRate rate) {
        Map<DraftField<?>, List<String>> tooShort = new LinkedHashMap<>();
        for (int i = 0; i < shots.size(); i++) {
            int number = i;
            least.get(i).flatMap(frames -> whyTooShort(number, frames, rate)).ifPresent(why -> tooShort.computeIfAbsent(
                            blamed(number), at -> new ArrayList<>())
                    .add(shots.get(number).id() + " " + why));
        }
        tooShort.forEach((at, why) -> faults.fault(
                at.place(),
                at.field(),
                why.get(0) + (why.size() == 1 ? "" : ". So it is with " + (why.size() - 1) + " more")));
        return tooShort.isEmpty();
    }

    private Optional<String> whyTooShort(int number, long frames, FrameRate rate) {
        Transition before = number == 0 ? Transition.CUT : longest(number - 1);
        Transition after = longest(number);
        boolean drop = number + 1 < shots.size() && after.kind() == Transition.Kind.CUT && joins.similarity() <= 1;
        return FilmLayout.whyTooShort(rate, frames, before, new FilmLayout.Join(after, drop));
    }

    /** After a shot; where a cut may become another transition, that. */
    private Transition longest(int number) {
        Transition transition = shots.get(number).transition();
        boolean replaced =
                transition.kind() == Transition.Kind.CUT && number + 1 < shots.size() && joins.unlike() != null;
        return replaced ? joins.unlike() : transition;
    }

    /** Where the author will mend it: the shot's own transition, that of the shot before, the film's. */
    private DraftField<?> blamed(int number) {
        return IntStream.of(number, number - 1)
                .filter(i -> i >= 0 && longest(i).kind() != Transition.Kind.CUT)
                .<DraftField<?>>mapToObj(this::source)
                .reduce((own, before) -> own.field().contains("[") ? own : before)
                .orElseGet(() -> draft.shots().get(number).duration());
    }

    private DraftField<?> source(int number) {
        DraftField<?> own = draft.shots().get(number).transition();
        if (shots.get(number).transition().kind() == Transition.Kind.CUT) {
            return draft.joins().value().unlike();
        }
        return own.present() ? own : draft.transition();
    }
}
