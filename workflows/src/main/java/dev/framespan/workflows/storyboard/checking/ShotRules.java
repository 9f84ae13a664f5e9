package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a shot must be, and what it becomes with the film's defaults. */
final class ShotRules {
    private final Draft draft;
    private final Defaults defaults;
    private final Catalogue catalogue;
    private final PromptRules prompts;
    private final ActionRules actions;
    private final ReferenceRules references;
    private final VideoRules videos;
    private final VoiceRules voices;
    private final FaultCollector faults;
    private final Set<String> keyframes = new HashSet<>();
    private final Map<String, String> ids = new LinkedHashMap<>();

    ShotRules(
            Draft draft,
            Defaults defaults,
            Catalogue catalogue,
            PromptRules prompts,
            ReferenceRules references,
            VideoRules videos,
            VoiceRules voices,
            FaultCollector faults) {
        this.draft = draft;
        this.defaults = defaults;
        this.catalogue = catalogue;
        this.prompts = prompts;
        this.references = references;
        this.videos = videos;
        this.voices = voices;
        this.faults = faults;
        this.actions = new ActionRules(draft, catalogue, faults);
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            keyframes.add(keyframe.id().name());
            ids.put(keyframe.id().name(), "a keyframe");
        }
    }

    /** @return the shots; of use only where no fault was found */
    List<Storyboard.Shot> check() {
        List<Storyboard.Shot> shots = new ArrayList<>();
        draft.shots().forEach(this::checkId);
        Draft.Shot before = null;
        for (Draft.Shot shot : draft.shots()) {
            shots.add(check(shot, before));
            before = shot;
        }
        return shots;
    }

    private void checkId(Draft.Shot shot) {
        if (!shot.id().present()) {
            faults.fault(
                    shot.place(), shot.field(), "a shot needs an id, by which it is found again in the next render");
        }
        if (shot.id().isValid()) {
            String first = ids.putIfAbsent(shot.id().value(), shot.field());
            if (first != null) {
                faults.fault(
                        shot.id().place(),
                        shot.id().field(),
                        shot.id().value() + " is the id of " + first
                                + " already: shots and keyframes need an id each of their own");
            }
        }
    }

    private Storyboard.Shot check(Draft.Shot shot, Draft.Shot before) {
        checkReference(shot.from());
        checkReference(shot.to());
        VideoModel model = shot.model().orIfAbsent(draft.model()).orIfAbsent(defaults.model());
        Resolution resolution = shot.resolution().orIfAbsent(draft.resolution()).orIfAbsent(defaults.resolution());
        Integer seconds = shot.duration()
                .orIfAbsent(draft.duration())
                .orIfAbsent(model == null ? defaults.duration() : model.defaultDuration());
        List<String> pictures = references.check(shot.references());
        references.warnOfCount(shot.references(), shot.video().present());
        Storyboard.Video video = videos.check(shot);
        Boolean audio = shot.audio().orIfAbsent(draft.audio()).orIfAbsent(defaults.audio());
        Optional<ActionRules.Resolved> action = actions.check(shot, before, model);
        if (!shot.prompt().present()) {
            faults.fault(shot.place(), shot.field(), "a shot needs a prompt: what is to be seen in it");
        }
        if (shot.prompt().isValid()) {
            prompts.check(shot.prompt(), model, pictures);
        }
        if (model != null) {
            checkModel(shot, model, resolution, seconds, audio);
            action.ifPresent(resolved -> warn(shot, resolved.action(), model, resolution, audio));
        }
        return new Storyboard.Shot(
                shot.id().value(),
                action.map(ActionRules.Resolved::from).orElse(null),
                shot.to().value(),
                pictures,
                video,
                action.map(ActionRules.Resolved::action).orElse(null),
                seconds == null ? 0 : seconds,
                shot.prompt().value(),
                model == null ? null : model.name(),
                resolution,
                Boolean.TRUE.equals(audio),
                shot.take().or(1),
                transition(shot),
                shot.scene().value(),
                shot.sound().value(),
                voices.check(shot));
    }

    /** Into the next shot; the film's own is not meant for its end. @return null where it is faulty */
    private Transition transition(Draft.Shot shot) {
        boolean last = shot == draft.shots().get(draft.shots().size() - 1);
        return last
                ? shot.transition().orIfAbsent(Transition.CUT)
                : shot.transition().orIfAbsent(draft.transition()).orIfAbsent(Transition.CUT);
    }

    private void checkReference(DraftField<String> reference) {
        if (!reference.isValid() || keyframes.contains(reference.value()) || !draft.keyframesReadable()) {
            return;
        }
        String name = reference.value();
        String hint = FaultWording.didYouMean(name, keyframes);
        if (ids.containsKey(name)) {
            hint = ": that is the shot " + ids.get(name) + ", and a shot starts and ends on keyframes";
        }
        faults.fault(
                reference.place(),
                reference.field(),
                "no keyframe is called " + name + (hint.isEmpty() ? ": describe it under keyframes" : hint));
    }

    private void checkModel(Draft.Shot shot, VideoModel model, Resolution resolution, Integer seconds, Boolean audio) {
        if (resolution != null) {
            catalogue.whyNot(model, resolution).ifPresent(why -> {
                DraftField<?> at = blamed(shot, shot.resolution(), draft.resolution());
                faults.fault(at.place(), at.field(), resolution.word() + " is " + why);
            });
        }
        if (seconds != null) {
            catalogue.whyNot(model, seconds).ifPresent(why -> {
                DraftField<?> at = blamed(shot, shot.duration(), draft.duration());
                String subject = at.field().endsWith("duration") ? "" : "a duration of ";
                faults.fault(at.place(), at.field(), subject + seconds + " is " + why);
            });
        }
        boolean known = resolution != null && model.resolutions().contains(resolution);
        if (Boolean.TRUE.equals(audio) && known) {
            catalogue.whyNoAudio(model, resolution).ifPresent(why -> {
                DraftField<?> at = blamed(shot, shot.audio(), draft.audio());
                faults.fault(at.place(), at.field(), "audio is " + why);
            });
        }
    }

    /** Where the reader will mend it: the field itself, or the model that was chosen against the film's field. */
    private DraftField<?> blamed(Draft.Shot shot, DraftField<?> own, DraftField<?> film) {
        return Stream.of(own, shot.model(), film, draft.model())
                .filter(DraftField::present)
                .findFirst()
                .orElse(own);
    }

    private void warn(Draft.Shot shot, Action action, VideoModel model, Resolution resolution, Boolean audio) {
        if (action == Action.FIRST_LAST_FRAME) {
            DraftField<?> at = shot.to().present() ? shot.to() : shot.action();
            warn(at, "a last frame", model.lastFrameCaution(), model, resolution, audio);
        }
        if (action == Action.REFERENCE_VIDEO) {
            warn(shot.video(), "a reference video", model.referenceVideoCaution(), model, resolution, audio);
        }
    }

    private void warn(
            DraftField<?> at,
            String what,
            VideoModel.Caution caution,
            VideoModel model,
            Resolution resolution,
            Boolean audio) {
        if (caution == null || resolution == null) {
            return;
        }
        if (!caution.resolutions().contains(resolution)) {
            faults.warn(
                    at.place(),
                    at.field(),
                    "with " + what + ", " + model.name() + " may need "
                            + caution.resolutions().get(0).word() + ": the provider may refuse " + resolution.word());
        }
        if (Boolean.TRUE.equals(audio) && !caution.audio()) {
            faults.warn(
                    at.place(),
                    at.field(),
                    "with " + what + ", " + model.name() + " may make no sound: the provider may refuse audio");
        }
    }
}
