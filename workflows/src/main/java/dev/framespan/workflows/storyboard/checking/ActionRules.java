package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.Optional;
import java.util.stream.Stream;

/** What a shot asks of its model: said by {@code action}, else by the keyframes that it names. */
final class ActionRules {
    private final Draft draft;
    private final Catalogue catalogue;
    private final FaultCollector faults;

    ActionRules(Draft draft, Catalogue catalogue, FaultCollector faults) {
        this.draft = draft;
        this.catalogue = catalogue;
        this.faults = faults;
    }

    /** @param from the keyframe on which the shot starts, its own or the one on which the shot before ended; null for none */
    record Resolved(Action action, String from) {}

    /**
     * @param before the shot before; null for the first
     * @param model null where it is faulty
     * @return empty where it is faulty
     */
    Optional<Resolved> check(Draft.Shot shot, Draft.Shot before, VideoModel model) {
        if (shot.action().isFaulty()) {
            return Optional.empty();
        }
        Action action = shot.action().or(inferred(shot));
        boolean fits =
                switch (action) {
                    case GENERATE -> fitsGenerate(shot);
                    case IMAGE2VIDEO -> fitsImage2Video(shot);
                    case FIRST_LAST_FRAME -> fitsFirstLastFrame(shot, before);
                    case REFERENCE -> fitsReference(shot);
                    case REFERENCE_VIDEO -> fitsReferenceVideo(shot);
                    case SPEECH -> throw new IllegalStateException("a shot is a clip");
                };
        if (!fits) {
            return Optional.empty();
        }
        if (model != null) {
            catalogue.whyNot(model, action).ifPresent(why -> {
                DraftField<?> at = Stream.<DraftField<?>>of(
                                shot.action(),
                                shot.model(),
                                shot.video(),
                                shot.references(),
                                shot.to(),
                                shot.from(),
                                draft.model())
                        .filter(DraftField::present)
                        .findFirst()
                        .orElse(shot.action());
                faults.fault(at.place(), at.field(), action.word() + " is " + why + instead(action, model));
            });
        }
        String from = action == Action.FIRST_LAST_FRAME && !shot.from().present()
                ? before.to().value()
                : shot.from().value();
        return Optional.of(new Resolved(action, from));
    }

    /** Where a model has another way to what was meant. */
    private String instead(Action action, VideoModel model) {
        if (action != Action.FIRST_LAST_FRAME || !model.actions().contains(Action.REFERENCE)) {
            return "";
        }
        return ": "
                + catalogue.videos().stream()
                        .filter(other -> other.actions().contains(action))
                        .findFirst()
                        .map(other -> "use " + other.name() + ", or ")
                        .orElse("")
                + "give both as references";
    }

    private static Action inferred(Draft.Shot shot) {
        if (shot.video().present()) {
            return Action.REFERENCE_VIDEO;
        }
        if (shot.references().present()) {
            return Action.REFERENCE;
        }
        if (shot.to().present()) {
            return Action.FIRST_LAST_FRAME;
        }
        return shot.from().present() ? Action.IMAGE2VIDEO : Action.GENERATE;
    }

    private boolean fitsReference(Draft.Shot shot) {
        if (shot.video().present()) {
            return refuse(shot.action(), "reference goes without a video: take video away, or take action away");
        }
        DraftField<?> at = shot.references().present() ? shot.references() : shot.action();
        return isWithoutFrames(shot, at, "references")
                && (shot.references().present()
                        || refuse(shot.action(), "reference is made after pictures: name them in references"));
    }

    private boolean fitsReferenceVideo(Draft.Shot shot) {
        DraftField<?> at = shot.video().present() ? shot.video() : shot.action();
        return isWithoutFrames(shot, at, "a video")
                && (shot.video().present()
                        || refuse(shot.action(), "reference_video is made after a video: name it in video"));
    }

    private boolean isWithoutFrames(Draft.Shot shot, DraftField<?> at, String what) {
        if (!shot.from().present() && !shot.to().present()) {
            return true;
        }
        boolean both = shot.from().present() && shot.to().present();
        String named = both ? "from and to" : shot.from().present() ? "from" : "to";
        return refuse(
                at,
                "a clip starts and ends on keyframes or is made after " + what + ", not both: take " + named
                        + " away, or give " + (both ? "those keyframes" : "that keyframe") + " as references");
    }

    private boolean isWithoutReferences(Draft.Shot shot) {
        if (shot.video().present()) {
            return refuse(
                    shot.video(), "a video goes with the action reference_video: take it away, or take action away");
        }
        return !shot.references().present()
                || refuse(
                        shot.references(),
                        "references go with the action reference: take them away, or take action away");
    }

    private boolean fitsGenerate(Draft.Shot shot) {
        if (!isWithoutReferences(shot)) {
            return false;
        }
        boolean from = shot.from().present();
        boolean to = shot.to().present();
        if (!from && !to) {
            return true;
        }
        String named = from && to ? "from and to" : from ? "from" : "to";
        return refuse(
                shot.action(),
                "generate makes a clip of words alone: take " + named + " away, or take action away for "
                        + (to ? "a first_last_frame" : "an image2video"));
    }

    private boolean fitsImage2Video(Draft.Shot shot) {
        if (!isWithoutReferences(shot)) {
            return false;
        }
        if (shot.to().present()) {
            return refuse(
                    shot.action(),
                    "image2video ends as it likes: take to away, or take action away for a first_last_frame");
        }
        return shot.from().present() || refuse(shot.action(), "image2video starts on a keyframe: name it in from");
    }

    private boolean fitsFirstLastFrame(Draft.Shot shot, Draft.Shot before) {
        if (!isWithoutReferences(shot)) {
            return false;
        }
        if (!shot.to().present()) {
            return refuse(shot.action(), "first_last_frame ends on a keyframe: name it in to");
        }
        if (shot.from().present() || before != null && before.to().present()) {
            return true;
        }
        String why = before == null ? "this is the first shot" : "the shot before it has no to";
        return refuse(
                shot.to(), "where does this shot start? It has no from, and " + why + ": name a keyframe in from");
    }

    private boolean refuse(DraftField<?> at, String message) {
        faults.fault(at.place(), at.field(), message);
        return false;
    }
}
