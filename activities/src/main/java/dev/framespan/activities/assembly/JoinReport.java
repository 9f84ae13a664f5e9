package dev.framespan.activities.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import java.util.List;

/**
 * What was decided when a film was cut, and why: {@code joins.json}.
 *
 * @param title of the film; null for none
 * @param frames of the film
 * @param rate frames a second as a fraction
 * @param copied frames whose packets are those of a clip
 * @param encoded frames that were encoded for the film
 * @param shots in their order
 * @param joins one for each place at which two shots meet
 * @param sound null for a silent film
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JoinReport(
        String title,
        long frames,
        String rate,
        int width,
        int height,
        RenderMode render,
        long copied,
        long encoded,
        List<Shot> shots,
        List<Join> joins,
        Sound sound) {
    public JoinReport {
        shots = List.copyOf(shots);
        joins = List.copyOf(joins);
    }

    /**
     * A clip in its place.
     *
     * @param start the film's frame with which it begins
     * @param frames that are seen of it
     * @param conformed why it was re-encoded, to be read after "conformed: "; null where it kept its bits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shot(String id, long start, long frames, String conformed) {}

    /**
     * Two shots that meet.
     *
     * @param frame the film's frame with which the second one begins
     * @param transition what is seen between them
     * @param decision in plain words: "cut; the repeated frame is left out by its packet"
     * @param ssim of the two frames that meet, 0 to 1; null where they were not compared
     * @param psnr of the two frames that meet, in dB; null where they were not compared
     * @param dropped frames that were left out: 0 or 1
     * @param encoded frames around the join that were encoded anew
     * @param why they were; null where none were
     * @param click whether a short fade was laid over a jump in the sound
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Join(
            String before,
            String after,
            long frame,
            Transition transition,
            String decision,
            Double ssim,
            Double psnr,
            int dropped,
            long encoded,
            String why,
            boolean click) {}

    /**
     * What is heard.
     *
     * @param loudness of the whole film, in LUFS
     * @param target in LUFS; null where it was left as it came
     * @param truePeak in dBTP
     * @param gain in dB that was given to the whole
     * @param momentary loudness of each second, in LUFS
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sound(double loudness, Double target, double truePeak, double gain, List<Double> momentary) {
        public Sound {
            momentary = List.copyOf(momentary);
        }
    }
}
