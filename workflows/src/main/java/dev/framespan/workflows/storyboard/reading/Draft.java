package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.Storyboard;
import java.math.BigDecimal;
import java.util.List;

/** A storyboard as the file gives it: every field by itself of the right type or faulty, nothing yet held against anything else. */
public record Draft(
        Position place,
        DraftField<String> title,
        DraftField<String> id,
        DraftField<VideoModel> model,
        DraftField<Resolution> resolution,
        DraftField<AspectRatio> aspectRatio,
        DraftField<Boolean> audio,
        DraftField<Integer> duration,
        DraftField<String> fps,
        DraftField<String> language,
        DraftField<ImageModel> keyframeModel,
        DraftField<BigDecimal> budgetUsd,
        DraftField<String> style,
        DraftField<Transition> transition,
        DraftField<Fit> fit,
        DraftField<RenderMode> render,
        DraftField<Joins> joins,
        DraftField<Sound> sound,
        List<Character> characters,
        List<Keyframe> keyframes,
        List<Shot> shots,
        List<Scene> scenes,
        boolean charactersReadable,
        boolean keyframesReadable) {

    /** The same with another rate, and with these shots. */
    private Draft with(DraftField<String> rate, List<Shot> others) {
        return new Draft(
                place,
                title,
                id,
                model,
                resolution,
                aspectRatio,
                audio,
                duration,
                rate,
                language,
                keyframeModel,
                budgetUsd,
                style,
                transition,
                fit,
                render,
                joins,
                sound,
                characters,
                keyframes,
                others,
                scenes,
                charactersReadable,
                keyframesReadable);
    }

    public Draft with(DraftField<String> rate) {
        return with(rate, shots);
    }

    Draft with(List<Shot> others) {
        return with(fps, others);
    }

    /** @param shots how many of the film's shots stand in it */
    public record Scene(Position place, String field, DraftField<String> id, DraftField<String> title, int shots) {}

    public record Character(Named name, DraftField<String> look, DraftField<String> image) {}

    public record Keyframe(
            Named id,
            DraftField<String> prompt,
            DraftField<String> image,
            DraftField<Integer> take,
            DraftField<List<DraftField<String>>> references,
            DraftField<String> frameOf,
            DraftField<FramePosition> at) {}

    public record Shot(
            Position place,
            String field,
            DraftField<String> id,
            DraftField<String> from,
            DraftField<String> to,
            DraftField<List<DraftField<String>>> references,
            DraftField<Video> video,
            DraftField<Action> action,
            DraftField<Integer> duration,
            DraftField<String> prompt,
            DraftField<VideoModel> model,
            DraftField<Resolution> resolution,
            DraftField<Boolean> audio,
            DraftField<Integer> take,
            DraftField<Transition> transition,
            DraftField<String> scene,
            DraftField<CutSound> sound,
            DraftField<Voice> voice) {}

    public record Video(DraftField<String> clip, DraftField<VideoUse> use, DraftField<Boolean> keepSound) {}

    /** @param similarity more than 1 for {@code off} */
    public record Joins(DraftField<Double> similarity, DraftField<Transition> unlike) {}

    public record Sound(
            DraftField<CutSound> clips,
            List<Music> music,
            List<Effect> effects,
            DraftField<Double> duck,
            DraftField<Loudness> loudness,
            DraftField<Boolean> stems) {}

    /** @param lufs null for {@code off} */
    public record Loudness(Double lufs) {}

    public record Music(
            DraftField<String> file,
            DraftField<Double> gain,
            DraftField<Double> at,
            DraftField<Double> seconds,
            DraftField<Double> fadeIn,
            DraftField<Double> fadeOut,
            DraftField<Boolean> loop) {}

    public record Effect(
            DraftField<String> file, DraftField<String> shot, DraftField<Double> at, DraftField<Double> gain) {}

    public record Voice(
            DraftField<String> file,
            DraftField<String> text,
            DraftField<String> voice,
            DraftField<SpeechModel> model,
            DraftField<Double> gain,
            DraftField<Double> at,
            DraftField<Storyboard.Over> over) {}

    /** What is called by the name of its field. */
    public record Named(Position place, String field, String name) {}
}
