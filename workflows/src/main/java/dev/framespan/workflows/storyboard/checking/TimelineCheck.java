package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.ClipTimeline;
import dev.framespan.workflows.storyboard.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What the checker says of a timeline.
 *
 * @param faults all that must be mended before anything is cut, in the file's order
 * @param warnings what is worth knowing before, in the file's order
 * @param timeline empty where there are faults
 */
public record TimelineCheck(List<Fault> faults, List<Fault> warnings, Optional<ClipTimeline> timeline) {
    public TimelineCheck {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }
}
