package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.storyboard.DuplicateRequests;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.PictureUse;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.DraftReader;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import dev.framespan.workflows.storyboard.reading.Position;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import dev.framespan.workflows.storyboard.reading.StoryboardFile;
import dev.framespan.workflows.storyboard.reading.UnreadableException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a storyboard and says everything that is wrong with it, at once. Touches the file and the pictures and videos beside it, never the
 * network, and buys nothing.
 */
public final class StoryboardChecker {
    private final Path path;
    private final Catalogue catalogue;
    private final InputInspector inputs;
    private final FetchedInputs fetched;
    private final StoryboardChanges changes;
    private final FaultCollector faults;

    private StoryboardChecker(
            Path path, Catalogue catalogue, InputInspector inputs, FetchedInputs fetched, StoryboardChanges changes) {
        this.changes = changes;
        this.path = path;
        this.catalogue = catalogue;
        this.inputs = inputs;
        this.fetched = fetched;
        this.faults = new FaultCollector(path.toString());
    }

    /**
     * Never throws for what a file holds or lacks: that is a fault.
     *
     * @param path as the operator typed it; faults repeat it
     * @param inputs looks at pictures and videos that lie beside the storyboard
     */
    public static CheckResult check(Path path, Catalogue catalogue, InputInspector inputs) {
        return check(path, catalogue, inputs, FetchedInputs.NONE);
    }

    /**
     * The same once more, with what is behind the storyboard's URLs.
     *
     * @param fetched is judged as files are
     */
    public static CheckResult check(Path path, Catalogue catalogue, InputInspector inputs, FetchedInputs fetched) {
        return check(path, catalogue, inputs, fetched, StoryboardChanges.NONE);
    }

    /**
     * The same, where the operator has said otherwise.
     *
     * @param changes of single shots and keyframes
     */
    public static CheckResult check(
            Path path, Catalogue catalogue, InputInspector inputs, FetchedInputs fetched, StoryboardChanges changes) {
        return new StoryboardChecker(path, catalogue, inputs, fetched, changes).check();
    }

    /**
     * What is to be written down with a change, so that it is known when the storyboard says something else.
     *
     * @return SHA-256 by the id of each shot and keyframe; nothing of a file that cannot be read
     */
    public static Map<String, String> hashes(Path path) {
        try {
            return StoryboardFile.hashes(path);
        } catch (UnreadableException e) {
            return Map.of();
        }
    }

    private CheckResult check() {
        try {
            return check(new DraftReader(catalogue, faults).read(StoryboardFile.read(path, changes, faults)));
        } catch (UnreadableException e) {
            faults.fault(e.place(), "", e.getMessage());
            return CheckResult.faulty(filmOf(null), faults);
        }
    }

    private CheckResult check(Draft draft) {
        Defaults defaults = Defaults.of(catalogue);
        ImageModel keyframeModel = draft.keyframeModel().orIfAbsent(defaults.keyframeModel());
        AspectRatio shape = draft.aspectRatio().orIfAbsent(defaults.aspectRatio());
        PromptRules prompts = new PromptRules(draft, catalogue, faults);
        prompts.checkShared();
        InputRules inputRules = new InputRules(
                InputHome.storyboard(path),
                catalogue.limits(),
                inputs,
                fetched,
                draft.fit().or(Fit.PAD),
                faults);
        ReferenceRules references = new ReferenceRules(draft, catalogue.limits(), faults);
        references.checkNames();
        Map<String, InputSource> own =
                new KeyframeRules(draft, keyframeModel, shape, prompts, inputRules, references, faults).check();
        VideoRules videos = new VideoRules(draft, inputRules, faults);
        SoundFiles soundFiles = new SoundFiles(inputRules);
        SoundRules sounds = new SoundRules(draft, soundFiles, faults);
        Storyboard.Sound sound = sounds.check();
        VoiceRules voices = new VoiceRules(draft, soundFiles, new SpeechRules(draft, catalogue, faults)::check, faults);
        SceneRules scenes = new SceneRules(draft, faults);
        scenes.check();
        List<Storyboard.Shot> shots = scenes.titled(
                new ShotRules(draft, defaults, catalogue, prompts, references, videos, voices, faults).check());
        new CycleRules(draft, faults).check();
        LengthRules lengths = new LengthRules(draft, catalogue, shots, videos.seconds(), faults);
        lengths.check();
        Resolution resolution = draft.resolution().orIfAbsent(defaults.resolution());
        new JoinRules(draft, resolution, shots, JoinRules.joins(draft), faults)
                .check(lengths)
                .ifPresent(length -> {
                    sounds.checkTimes(length);
                    voices.checkTimes(shots, length);
                });
        String film = filmOf(draft.id());
        if (film == null && !draft.id().present()) {
            faults.fault(
                    Position.START,
                    "id",
                    "the film would be called after its file, and " + FaultWording.quoted(StoryboardFile.stem(path))
                            + " is no id: write one as id: " + FilmIdSuggestion.of(StoryboardFile.stem(path)));
        }
        if (!faults.of(Fault.Severity.FAULT).isEmpty()) {
            return CheckResult.faulty(film, faults);
        }
        // Only now: a misspelt name leaves another unused, which is said once.
        Storyboard storyboard = storyboard(draft, film, defaults, sound, shots, scenes.scenes(shots));
        PictureUse use = PictureUse.in(storyboard);
        prompts.warnOfUnusedCharacters(referred(storyboard));
        warnOfUnusedKeyframes(draft, use);
        MediaSources sources = new MediaSources(own, videos.sources(), videos.seconds(), soundFiles.sources());
        DuplicateRequests same = DuplicateRequests.in(storyboard, sources, catalogue);
        warnOfSame(draft, same);
        return CheckResult.faultless(
                storyboard,
                sources,
                Estimate.of(storyboard, same, sources, catalogue),
                FilmLength.of(storyboard, sources, catalogue),
                faults);
    }

    /** The names whose pictures go along somewhere. */
    private static Set<String> referred(Storyboard storyboard) {
        Set<String> names = new HashSet<>();
        storyboard.shots().forEach(shot -> names.addAll(shot.references()));
        storyboard.keyframes().values().forEach(keyframe -> names.addAll(keyframe.references()));
        return names;
    }

    private static Storyboard storyboard(
            Draft draft,
            String film,
            Defaults defaults,
            Storyboard.Sound sound,
            List<Storyboard.Shot> shots,
            List<Storyboard.Scene> scenes) {
        return new Storyboard(
                draft.title().value(),
                film,
                draft.model().orIfAbsent(defaults.model()).name(),
                draft.resolution().orIfAbsent(defaults.resolution()),
                draft.aspectRatio().orIfAbsent(defaults.aspectRatio()),
                draft.audio().orIfAbsent(defaults.audio()),
                draft.duration().orIfAbsent(defaults.duration()),
                draft.fps().value(),
                draft.language().value(),
                draft.keyframeModel().orIfAbsent(defaults.keyframeModel()).name(),
                draft.budgetUsd().value(),
                draft.style().value(),
                draft.transition().or(Transition.CUT),
                draft.fit().or(Fit.PAD),
                draft.render().or(RenderMode.SMART),
                JoinRules.joins(draft),
                sound,
                characters(draft),
                keyframes(draft),
                shots,
                scenes);
    }

    /** The film's id: its own, else the file's stem; null where neither is one. */
    private String filmOf(DraftField<String> id) {
        if (id != null && id.present()) {
            return id.value();
        }
        String stem = StoryboardFile.stem(path);
        return FieldReader.isId(stem) ? stem : null;
    }

    private static Map<String, Storyboard.Character> characters(Draft draft) {
        Map<String, Storyboard.Character> characters = new LinkedHashMap<>();
        for (Draft.Character character : draft.characters()) {
            characters.put(
                    character.name().name(),
                    new Storyboard.Character(
                            character.look().value(), character.image().value()));
        }
        return characters;
    }

    private static Map<String, Storyboard.Keyframe> keyframes(Draft draft) {
        Map<String, Storyboard.Keyframe> keyframes = new LinkedHashMap<>();
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            keyframes.put(
                    keyframe.id().name(),
                    new Storyboard.Keyframe(
                            keyframe.prompt().value(),
                            keyframe.image().value(),
                            keyframe.take().or(1),
                            references(keyframe.references()),
                            keyframe.frameOf().value(),
                            keyframe.frameOf().present() ? keyframe.at().or(FramePosition.LAST) : null));
        }
        return keyframes;
    }

    private static List<String> references(DraftField<List<DraftField<String>>> references) {
        return references.isValid()
                ? references.value().stream().map(DraftField::value).toList()
                : List.of();
    }

    private void warnOfUnusedKeyframes(Draft draft, PictureUse use) {
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            if (!use.isUsed(keyframe.id().name())) {
                faults.warn(
                        keyframe.id().place(),
                        keyframe.id().field(),
                        "no shot starts or ends here or refers to it, so it is not bought");
            }
        }
    }

    private void warnOfSame(Draft draft, DuplicateRequests same) {
        for (Draft.Shot shot : draft.shots()) {
            same.shot(shot.id().value())
                    .ifPresent(first -> faults.warn(
                            shot.place(),
                            shot.field(),
                            "this shot asks for exactly what " + first
                                    + " asks for: one clip is bought and shown twice; take: 2 asks for another"));
        }
        for (Draft.Keyframe keyframe : draft.keyframes()) {
            if (keyframe.prompt().present()) {
                same.keyframe(keyframe.id().name())
                        .ifPresent(first -> faults.warn(
                                keyframe.id().place(),
                                keyframe.id().field(),
                                "this keyframe asks for exactly what " + first
                                        + " asks for: one still is bought; take: 2 asks for another"));
            }
        }
    }
}
