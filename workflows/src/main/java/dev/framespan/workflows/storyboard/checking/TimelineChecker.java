package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.storyboard.ClipTimeline;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.StoryboardFile;
import dev.framespan.workflows.storyboard.reading.TimelineDraft;
import dev.framespan.workflows.storyboard.reading.TimelineReader;
import dev.framespan.workflows.storyboard.reading.UnreadableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a timeline and says everything that is wrong with it and with its files, at once, by the rules of storyboards. Touches these files
 * and nothing else.
 */
public final class TimelineChecker {
    /** Of what providers take: no provider is asked here, and none of them counts. */
    private static final Limits LIMITS = Catalogue.builtIn().limits();

    private final Path path;
    private final InputInspector sounds;
    private final ClipInspector inspector;
    private final FaultCollector faults;

    private TimelineChecker(Path path, InputInspector sounds, ClipInspector inspector) {
        this.path = path;
        this.sounds = sounds;
        this.inspector = inspector;
        this.faults = new FaultCollector(path.toString());
    }

    /**
     * Never throws for what a file holds or lacks: that is a fault.
     *
     * @param path as the operator typed it; faults repeat it
     */
    public static TimelineCheck check(Path path, InputInspector sounds, ClipInspector inspector) {
        return new TimelineChecker(path, sounds, inspector).check();
    }

    private TimelineCheck check() {
        Optional<ClipTimeline> timeline = Optional.empty();
        try {
            timeline = check(new TimelineReader(faults).read(StoryboardFile.read(path, "timeline", faults)));
        } catch (UnreadableException e) {
            faults.fault(e.place(), "", e.getMessage());
        }
        List<Fault> found = faults.of(Fault.Severity.FAULT);
        return new TimelineCheck(
                found, faults.of(Fault.Severity.WARNING), found.isEmpty() ? timeline : Optional.empty());
    }

    /** @return of use only where no fault was found */
    private Optional<ClipTimeline> check(TimelineDraft draft) {
        InputRules files =
                new InputRules(InputHome.timeline(path), LIMITS, sounds, FetchedInputs.NONE, Fit.PAD, faults);
        checkIds(draft.film());
        List<ClipTimeline.Clip> clips = clips(draft, files);
        Draft film = withRate(draft.film(), clips);
        SoundFiles soundFiles = new SoundFiles(files);
        SoundRules soundRules = new SoundRules(film, soundFiles, faults);
        VoiceRules voices = new VoiceRules(film, soundFiles, voice -> null, faults);
        Storyboard.Sound sound = soundRules.check();
        List<Storyboard.Shot> shots = shots(film, clips, voices);
        Optional<FilmLength> length = new JoinRules(film, null, shots, JoinRules.joins(film), faults)
                .check(new OwnLengths(film.shots(), clips));
        length.ifPresent(known -> {
            soundRules.checkTimes(known);
            voices.checkTimes(shots, known);
        });
        if (length.isEmpty() || !faults.of(Fault.Severity.FAULT).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClipTimeline(
                edit(film, sound, shots),
                format(draft, film, clips),
                clips,
                new MediaSources(Map.of(), Map.of(), Map.of(), soundFiles.sources()),
                length.get()));
    }

    private void checkIds(Draft film) {
        Map<String, String> ids = new HashMap<>();
        for (Draft.Shot shot : film.shots()) {
            String id = shot.id().value();
            String first = id == null ? null : ids.putIfAbsent(id, shot.field());
            if (first != null) {
                faults.fault(
                        shot.id().place(),
                        shot.id().field(),
                        id + " is the id of " + first + " already: clips need an id each of their own");
            }
        }
    }

    /** @return one for each clip; null where it is faulty */
    private List<ClipTimeline.Clip> clips(TimelineDraft draft, InputRules files) {
        Map<TimelineDraft.Clip, Path> paths = new LinkedHashMap<>();
        for (TimelineDraft.Clip clip : draft.clips()) {
            if (clip.file().isValid()) {
                files.checkClip(clip.file()).ifPresent(real -> paths.put(clip, real));
            }
        }
        Map<Path, ClipInspector.Finding> found = inspector.inspect(new LinkedHashSet<>(paths.values()));
        List<ClipTimeline.Clip> clips = new ArrayList<>();
        for (TimelineDraft.Clip clip : draft.clips()) {
            ClipInspector.Finding finding = paths.containsKey(clip) ? found.get(paths.get(clip)) : null;
            if (finding instanceof ClipInspector.Clip usable) {
                clips.add(trimmed(clip, usable));
                continue;
            }
            if (finding instanceof ClipInspector.Unusable none) {
                faults.fault(clip.file().place(), clip.file().field(), "this clip cannot be used: " + none.reason());
            }
            clips.add(null);
        }
        return clips;
    }

    /** @return null where its times are faulty */
    private ClipTimeline.Clip trimmed(TimelineDraft.Clip clip, ClipInspector.Clip usable) {
        if (clip.from().isFaulty() || clip.to().isFaulty()) {
            return null;
        }
        MediaFacts facts = usable.facts();
        FrameRate rate = FrameRate.parse(facts.rate());
        long from = frame(clip.from().or(0.0), rate);
        long to = clip.to().isValid() ? frame(clip.to().value(), rate) : facts.frames();
        String lasts = "this clip lasts " + FilmLength.words(rate.duration(facts.frames())) + " s, and ";
        if (from >= facts.frames()) {
            fault(
                    clip.from(),
                    lasts + "nothing is left from "
                            + FilmLength.words(clip.from().value()) + " s on: write an earlier time");
            return null;
        }
        if (to > facts.frames()) {
            fault(
                    clip.to(),
                    lasts + "cannot be seen to " + FilmLength.words(clip.to().value())
                            + " s: write an earlier time, or take this away");
            return null;
        }
        if (to <= from) {
            fault(
                    clip.to(),
                    "no frame is seen from " + FilmLength.words(clip.from().or(0.0)) + " s to "
                            + FilmLength.words(clip.to().value()) + " s: write a later time");
            return null;
        }
        boolean whole = from == 0 && to == facts.frames();
        return new ClipTimeline.Clip(usable.asset(), facts, whole ? null : new FrameRange(from, to));
    }

    private void fault(DraftField<?> at, String message) {
        faults.fault(at.place(), at.field(), message);
    }

    private static long frame(double seconds, FrameRate rate) {
        return rate.count(seconds);
    }

    /** The film's rate is the first clip's where none is written. */
    private static Draft withRate(Draft film, List<ClipTimeline.Clip> clips) {
        if (film.fps().present() || clips.isEmpty() || clips.get(0) == null) {
            return film;
        }
        return film.with(new DraftField<>(
                film.fps().place(),
                film.fps().field(),
                true,
                clips.get(0).facts().rate()));
    }

    private static List<Storyboard.Shot> shots(Draft film, List<ClipTimeline.Clip> clips, VoiceRules voices) {
        List<Storyboard.Shot> shots = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            Draft.Shot shot = film.shots().get(i);
            shots.add(new Storyboard.Shot(
                    shot.id().value(),
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    clips.get(i) != null && clips.get(i).facts().sound(),
                    1,
                    JoinRules.transition(film, shot),
                    shot.scene().value(),
                    shot.sound().value(),
                    voices.check(shot)));
        }
        return shots;
    }

    /** What a clip has of the film, to the frame. */
    private record OwnLengths(List<Draft.Shot> shots, List<ClipTimeline.Clip> clips) implements FrameCounts {
        @Override
        public Optional<Long> least(String shot, FrameRate rate) {
            for (int i = 0; i < clips.size(); i++) {
                if (shot.equals(shots.get(i).id().value())) {
                    return Optional.ofNullable(clips.get(i)).map(clip -> frames(clip, rate));
                }
            }
            return Optional.empty();
        }

        @Override
        public long usual(String shot, FrameRate rate) {
            return least(shot, rate).orElseThrow();
        }

        private static long frames(ClipTimeline.Clip clip, FrameRate rate) {
            FrameRange range =
                    clip.trim() == null ? new FrameRange(0, clip.facts().frames()) : clip.trim();
            FrameRate own = FrameRate.parse(clip.facts().rate());
            return Math.max(1, frame(own.duration(range.to()), rate) - frame(own.duration(range.from()), rate));
        }
    }

    /** Half a pixel too much is cut off: frames have even sides. */
    private static Format format(TimelineDraft draft, Draft film, List<ClipTimeline.Clip> clips) {
        TimelineDraft.Size size = draft.size().value();
        MediaFacts first = clips.get(0).facts();
        return size == null
                ? new Format(first.width() & ~1, first.height() & ~1, film.fps().value())
                : new Format(size.width(), size.height(), film.fps().value());
    }

    private Storyboard edit(Draft film, Storyboard.Sound sound, List<Storyboard.Shot> shots) {
        return new Storyboard(
                film.title().value(),
                StoryboardFile.stem(path),
                null,
                null,
                null,
                false,
                0,
                film.fps().value(),
                film.language().value(),
                null,
                null,
                null,
                film.transition().or(Transition.CUT),
                film.fit().or(Fit.PAD),
                film.render().or(RenderMode.SMART),
                JoinRules.joins(film),
                sound,
                Map.of(),
                Map.of(),
                shots,
                List.of());
    }
}
