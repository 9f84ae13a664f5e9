package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How a film is cut together: its clips in their order, how they go over into each other, what is heard. Never changed; each method gives
 * another one.
 *
 * <pre>{@code
 * studio.cut(Edit.of(sweep, crowd, rain).crossfade(0.5).music(song, -12))
 * }</pre>
 */
public final class Edit {
    private static final double FADE_IN = 0.5;
    private static final double FADE_OUT = 2;

    private final Parts parts;

    private Edit(Parts parts) {
        this.parts = parts;
    }

    /** What an edit is made of; changed only before an edit has it. */
    private static final class Parts {
        private String name;
        private Frame frame;
        private List<Shot> shots;
        private Transition transition = Transition.CUT;
        private JoinSettings joins = JoinSettings.DEFAULT;
        private FilmSound sound = FilmSound.USUAL;
        private FilmTags tags = FilmTags.NONE;
        private List<Cue> cues = List.of();

        private Parts copy() {
            Parts copy = new Parts();
            copy.name = name;
            copy.frame = frame;
            copy.shots = shots;
            copy.transition = transition;
            copy.joins = joins;
            copy.sound = sound;
            copy.tags = tags;
            copy.cues = cues;
            return copy;
        }
    }

    /**
     * A clip in its place.
     *
     * @param clip that may still be in the making
     * @param transition into the next one; null for the edit's own
     * @param sound what becomes of its own sound; null as it is
     * @param chapter title of the chapter that begins with it; null where none does
     * @param trim what is shown of it; null for all of it
     */
    public record Shot(Promise<Clip> clip, Transition transition, CutSound sound, String chapter, Trim trim) {
        /**
         * The whole clip, with the edit's transition and its own sound.
         *
         * @param clip that may still be in the making
         * @return its place
         */
        public static Shot of(Promise<Clip> clip) {
            return new Shot(clip, null, null, null, null);
        }

        /**
         * The same with a transition of its own.
         *
         * @param next into the next clip
         * @return another shot
         */
        public Shot transition(Transition next) {
            return new Shot(clip, next, sound, chapter, trim);
        }

        /**
         * The same with something done to its own sound.
         *
         * @param own how loud it is
         * @return another shot
         */
        public Shot sound(CutSound own) {
            return new Shot(clip, transition, own, chapter, trim);
        }

        /** {@return the same without its own sound} */
        public Shot mute() {
            return sound(new CutSound(0, true));
        }

        /**
         * The same with a chapter that begins here.
         *
         * @param title that players show
         * @return another shot
         */
        public Shot chapter(String title) {
            return new Shot(clip, transition, sound, title, trim);
        }

        /**
         * A part of the clip.
         *
         * @param from seconds of the clip, 0 or more
         * @param to seconds of the clip, more than {@code from}
         * @return another shot
         */
        public Shot trim(double from, double to) {
            return new Shot(clip, transition, sound, chapter, new Trim(from, to, null));
        }

        /**
         * The clip from its beginning, shown until a time of the film: cuts that are to fall on beats fall on them to the frame, however many there are. To
         * be used with {@link Edit#everyFrame}, for a frame that is dropped between two clips makes the film shorter.
         *
         * @param seconds of the film, more than those at which the clip begins
         * @return another shot
         */
        public Shot until(double seconds) {
            return new Shot(clip, transition, sound, chapter, new Trim(0, null, seconds));
        }
    }

    /**
     * What is shown of a clip.
     *
     * @param from seconds of the clip
     * @param to seconds of the clip; null where {@code until} says it
     * @param until seconds of the film; null where {@code to} says it
     */
    public record Trim(double from, Double to, Double until) {
        /** @throws io.temporal.failure.ApplicationFailure where it ends before it begins, or no end or two are said */
        public Trim {
            boolean possible = from >= 0 && (to == null ? until != null && until > 0 : until == null && to > from);
            if (!possible) {
                throw StopFailures.because(
                        "film",
                        "a clip is shown from 0 seconds or later to a later time: not from " + from + " to "
                                + (to == null ? until : to));
            }
        }
    }

    /** A sound that may still be in the making. @param place its cue, without the sound */
    record Cue(SoundCue place, Promise<Asset> sound) {}

    /**
     * Cuts alone, repeated boundary frames dropped, the clips' own sound at {@link FilmSound#LOUDNESS}.
     *
     * @param clips in their order; they may still be in the making
     * @return the edit
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Edit of(Promise<Clip>... clips) {
        return of(Arrays.asList(clips));
    }

    /**
     * The same of a list.
     *
     * @param clips in their order; they may still be in the making
     * @return the edit
     */
    public static Edit of(List<Promise<Clip>> clips) {
        return ofShots(clips.stream().map(Shot::of).toList());
    }

    /**
     * The same of shots that say more for themselves.
     *
     * @param shots in their order
     * @return the edit
     */
    public static Edit ofShots(List<Shot> shots) {
        Parts parts = new Parts();
        parts.shots = List.copyOf(shots);
        return new Edit(parts);
    }

    private Edit with(Consumer<Parts> change) {
        Parts changed = parts.copy();
        change.accept(changed);
        return new Edit(changed);
    }

    /**
     * Under this name the film is delivered, where a workflow cuts several: in a folder of its own.
     *
     * @param film 1 to 64 letters, digits, {@code -} and {@code _}, the first a letter or digit; no other film of the workflow has it
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for any other name
     */
    public Edit named(String film) {
        requireName(film);
        return with(changed -> changed.name = film);
    }

    static void requireName(String film) {
        if (film == null || !film.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            throw StopFailures.because(
                    String.valueOf(film),
                    "a film's name has 1 to 64 letters, digits, - and _, the first a letter or digit");
        }
    }

    /** Of a frame of its own, whatever the studio's is. */
    Edit sized(int width, int height, String rate) {
        return with(changed -> changed.frame = new Frame(width, height, rate));
    }

    /** @param rate null for the first clip's */
    record Frame(int width, int height, String rate) {}

    /** Null for the studio's. */
    Frame frame() {
        return parts.frame;
    }

    /**
     * How clips go over into each other whose shots say nothing else.
     *
     * @param everywhere the transition
     * @return another edit
     */
    public Edit transition(Transition everywhere) {
        return with(changed -> changed.transition = Objects.requireNonNull(everywhere, "transition"));
    }

    /**
     * Crossfades between all clips whose shots say nothing else.
     *
     * @param seconds more than 0, at most {@link Transition#LONGEST}
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for another length
     */
    public Edit crossfade(double seconds) {
        return transition(StopFailures.unlessPossible("film", () -> Transition.crossfade(seconds)));
    }

    /**
     * How the clips are joined.
     *
     * @param settings in place of {@link JoinSettings#DEFAULT}
     * @return another edit
     */
    public Edit joins(JoinSettings settings) {
        return with(changed -> changed.joins = settings);
    }

    /** {@return another edit, which drops no frame where one clip ends as the next begins} */
    public Edit everyFrame() {
        JoinSettings every = JoinSettings.EVERY_FRAME;
        return with(changed -> changed.joins = new JoinSettings(
                changed.joins.render(),
                changed.joins.fit(),
                every.ssim(),
                every.psnr(),
                changed.joins.unlike(),
                changed.joins.decodeAll()));
    }

    /**
     * What becomes of a clip whose shape is not the film's.
     *
     * @param fit in place of {@link Fit#PAD}
     * @return another edit
     */
    public Edit fit(Fit fit) {
        return with(changed -> changed.joins = new JoinSettings(
                changed.joins.render(),
                fit,
                changed.joins.ssim(),
                changed.joins.psnr(),
                changed.joins.unlike(),
                changed.joins.decodeAll()));
    }

    /**
     * How much is encoded anew.
     *
     * @param mode in place of {@link RenderMode#SMART}
     * @return another edit
     */
    public Edit render(RenderMode mode) {
        return with(changed -> changed.joins = new JoinSettings(
                mode,
                changed.joins.fit(),
                changed.joins.ssim(),
                changed.joins.psnr(),
                changed.joins.unlike(),
                changed.joins.decodeAll()));
    }

    /** The finished film is decoded whole, to prove it. */
    Edit decodeAll() {
        return with(changed -> changed.joins = changed.joins.decodeAll(true));
    }

    /**
     * What the film sounds like.
     *
     * @param heard null for the clips' own sound as it came
     * @return another edit
     */
    public Edit sound(FilmSound heard) {
        return with(changed -> changed.sound = heard);
    }

    private Edit heard(UnaryOperator<FilmSound> change) {
        return sound(change.apply(parts.sound == null ? FilmSound.CLIPS_AS_THEY_ARE : parts.sound));
    }

    /** {@return another edit, in which nothing of the clips' own sound is heard} */
    public Edit muteClips() {
        return heard(now -> new FilmSound(now.clipsGain(), true, now.cues(), now.duck(), now.loudness(), now.stems()));
    }

    /**
     * How loud the clips' own sound is.
     *
     * @param gain in dB
     * @return another edit
     */
    public Edit clipsGain(double gain) {
        return heard(now -> new FilmSound(gain, now.clipsMute(), now.cues(), now.duck(), now.loudness(), now.stems()));
    }

    /**
     * How far music and clips step back under a voice.
     *
     * @param decibels 0 or more; {@link FilmSound#DUCK} where nothing is said
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for less than 0
     */
    public Edit duck(double decibels) {
        return StopFailures.unlessPossible(
                "film",
                () -> heard(now -> new FilmSound(
                        now.clipsGain(), now.clipsMute(), now.cues(), decibels, now.loudness(), now.stems())));
    }

    /**
     * How loud the whole film is.
     *
     * @param lufs what it is brought to, in LUFS; null leaves it as it is
     * @return another edit
     */
    public Edit loudness(Double lufs) {
        return heard(now -> new FilmSound(now.clipsGain(), now.clipsMute(), now.cues(), now.duck(), lufs, now.stems()));
    }

    /** {@return another edit, which writes dialogue, music and effects as files of their own, too} */
    public Edit stems() {
        return heard(
                now -> new FilmSound(now.clipsGain(), now.clipsMute(), now.cues(), now.duck(), now.loudness(), true));
    }

    /**
     * What the film's file says of itself.
     *
     * @param says title, date and language
     * @return another edit
     */
    public Edit tags(FilmTags says) {
        return with(changed -> changed.tags = says);
    }

    /**
     * The title that the film's file has.
     *
     * @param title null for none
     * @return another edit
     */
    public Edit title(String title) {
        return with(changed -> changed.tags = new FilmTags(title, changed.tags.date(), changed.tags.language()));
    }

    /**
     * The language of what is spoken.
     *
     * @param code as ISO 639-2 has it, {@code eng}
     * @return another edit
     */
    public Edit language(String code) {
        return with(changed -> changed.tags = new FilmTags(changed.tags.title(), changed.tags.date(), code));
    }

    /**
     * Music under the whole film, beginning anew where it ends before.
     *
     * @param song in the store
     * @param gain in dB
     * @return another edit
     */
    public Edit music(Asset song, double gain) {
        return music(Workflow.newPromise(song), gain);
    }

    /**
     * The same of a song that is still brought into the store.
     *
     * @param song as {@link Studio#sound} promises it
     * @param gain in dB
     * @return another edit
     */
    public Edit music(Promise<Asset> song, double gain) {
        return cue(
                new SoundCue(SoundCue.Kind.MUSIC, "music", null, null, null, 0, null, gain, FADE_IN, FADE_OUT, true),
                song);
    }

    /**
     * A voice, brought to one loudness; the others step back for it.
     *
     * @param spoken as {@link Studio#speech} promises it
     * @param at seconds of the film, 0 or more
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for a time below 0
     */
    public Edit voice(Promise<Speech> spoken, double at) {
        return voice(spoken, null, at);
    }

    /**
     * A voice from a shot on.
     *
     * @param spoken as {@link Studio#speech} promises it
     * @param shot name of the clip from whose beginning the time counts; null for the film's
     * @param at in seconds, 0 or more
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for a time below 0
     */
    public Edit voice(Promise<Speech> spoken, String shot, double at) {
        return cue(
                place(SoundCue.Kind.VOICE, shot == null ? "voice" : "voice of " + shot, shot, at, 0),
                spoken.thenApply(Speech::sound));
    }

    /**
     * A voice of one's own, brought to one loudness; the others step back for it.
     *
     * @param recorded its sound: {@link Studio#sound(String)}
     * @param shot name of the clip from whose beginning the time counts; null for the film's
     * @param at in seconds, 0 or more
     * @return another edit
     */
    public Edit ownVoice(Promise<Asset> recorded, String shot, double at) {
        return cue(place(SoundCue.Kind.VOICE, shot == null ? "voice" : "voice of " + shot, shot, at, 0), recorded);
    }

    /**
     * An effect.
     *
     * @param sound as {@link Studio#sound} promises it
     * @param at seconds of the film, 0 or more
     * @param gain in dB
     * @return another edit
     * @throws io.temporal.failure.ApplicationFailure for a time below 0
     */
    public Edit effect(Promise<Asset> sound, double at, double gain) {
        return cue(place(SoundCue.Kind.EFFECT, "effect", null, at, gain), sound);
    }

    private static SoundCue place(SoundCue.Kind kind, String name, String shot, double at, double gain) {
        return StopFailures.unlessPossible(
                "film", () -> new SoundCue(kind, name, null, shot, null, at, null, gain, 0, 0, false));
    }

    /**
     * A sound in its place.
     *
     * @param place its cue, whose sound is the promise's
     * @param sound that may still be in the making
     * @return another edit
     */
    public Edit cue(SoundCue place, Promise<Asset> sound) {
        List<Cue> more = new ArrayList<>(parts.cues);
        more.add(new Cue(place, sound));
        return with(changed -> changed.cues = List.copyOf(more));
    }

    /** The same without what is left out; a shot that comes to be the last one keeps no transition to the next. */
    Edit without(Predicate<Promise<?>> leftOut) {
        return with(changed -> {
            changed.shots = parts.shots.stream()
                    .filter(shot -> !leftOut.test(shot.clip()))
                    .toList();
            changed.cues = parts.cues.stream()
                    .filter(cue -> !leftOut.test(cue.sound()))
                    .toList();
        });
    }

    /** Null where none is given. */
    String name() {
        return parts.name;
    }

    List<Shot> shots() {
        return parts.shots;
    }

    JoinSettings joins() {
        return parts.joins;
    }

    FilmTags tags() {
        return parts.tags;
    }

    List<Cue> cues() {
        return parts.cues;
    }

    /** After a shot, the last one excepted, whose own word alone counts. */
    Transition after(int shot) {
        Transition own = parts.shots.get(shot).transition();
        if (own != null) {
            return own;
        }
        return shot + 1 < parts.shots.size() ? parts.transition : Transition.CUT;
    }

    /** What is heard, with the sounds that were made; null for the clips' own sound as it came. */
    FilmSound heard() {
        if (parts.cues.isEmpty() || parts.sound == null) {
            return parts.sound;
        }
        List<SoundCue> all = new ArrayList<>(parts.sound.cues());
        parts.cues.forEach(cue -> all.add(cue.place().with(cue.sound().get())));
        return parts.sound.with(all);
    }
}
