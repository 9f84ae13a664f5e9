package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a shot's reference video may be: another shot, or a video of the author's own. */
final class VideoRules {
    private final InputRules files;
    private final FaultCollector faults;
    private final Set<String> shots = new LinkedHashSet<>();
    private final Set<String> pictures = new HashSet<>();
    private final Map<String, InputSource> sources = new HashMap<>();
    private final Map<String, BigDecimal> seconds = new HashMap<>();

    VideoRules(Draft draft, InputRules files, FaultCollector faults) {
        this.files = files;
        this.faults = faults;
        draft.shots().stream()
                .filter(shot -> shot.id().isValid())
                .forEach(shot -> shots.add(shot.id().value()));
        draft.keyframes().forEach(keyframe -> pictures.add(keyframe.id().name()));
        draft.characters().forEach(character -> pictures.add(character.name().name()));
    }

    /** @return null where there is none, or none of use */
    Storyboard.Video check(Draft.Shot shot) {
        if (!shot.video().isValid()) {
            return null;
        }
        Draft.Video video = shot.video().value();
        DraftField<String> clip = video.clip();
        if (!clip.present()) {
            faults.fault(
                    clip.place(),
                    clip.field(),
                    "a reference video is needed here: the id of a shot, a path or an https URL");
        }
        if (!clip.isValid()) {
            return null;
        }
        if (!shots.contains(clip.value()) && isOwn(clip)) {
            files.checkVideo(clip, length -> seconds.put(shot.id().value(), length))
                    .ifPresent(source -> sources.put(shot.id().value(), source));
        }
        return new Storyboard.Video(
                clip.value(),
                video.use().or(VideoUse.FEATURE),
                video.keepSound().or(false));
    }

    /** What could be the id of a shot was meant to be one, unless a file of that name is there. */
    private boolean isOwn(DraftField<String> clip) {
        String name = clip.value();
        if (!FieldReader.isId(name) || files.isThere(name)) {
            return true;
        }
        String hint = FaultWording.didYouMean(name, shots);
        if (pictures.contains(name)) {
            hint = ": that is a picture, and a reference video is a shot, a path or an https URL";
        }
        faults.fault(
                clip.place(),
                clip.field(),
                "no shot is called " + name
                        + (hint.isEmpty() ? ", and there is no file " + name + " in the storyboard's folder" : hint));
        return false;
    }

    /** Where the author's own videos are, by the shot whose reference video it is. */
    Map<String, InputSource> sources() {
        return Map.copyOf(sources);
    }

    /** How long those are whose length is known. */
    Map<String, BigDecimal> seconds() {
        return Map.copyOf(seconds);
    }
}
