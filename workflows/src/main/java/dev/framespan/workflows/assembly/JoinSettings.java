package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * How the clips of a film are joined.
 *
 * @param render how much is encoded anew
 * @param fit what becomes of a clip whose shape is not the film's
 * @param ssim structural similarity, 0 to 1, of the least similar of the three planes from which on the last frame of a clip and the first
 *     of the next count as one and the same, so that one of them is dropped; more than 1 drops none
 * @param psnr peak signal-to-noise ratio of the least similar plane, in dB, which they must have, too
 * @param unlike what stands in for a plain cut between frames that are not alike; null keeps the cut
 * @param decodeAll whether the whole film is decoded once more, and not the frames around its joins alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JoinSettings(RenderMode render, Fit fit, double ssim, double psnr, Transition unlike, boolean decodeAll) {
    /** The {@code ssim} where nothing else is said. */
    public static final double ALIKE_SSIM = 0.95;

    /** The {@code psnr} where nothing else is said, in dB. */
    public static final double ALIKE_PSNR = 30;

    /** Where nothing is said: a frame that two clips share is shown once, and no more is encoded than must be. */
    public static final JoinSettings DEFAULT =
            new JoinSettings(RenderMode.SMART, Fit.PAD, ALIKE_SSIM, ALIKE_PSNR, null, false);

    /** Every frame of every clip is kept. */
    public static final JoinSettings EVERY_FRAME = new JoinSettings(RenderMode.SMART, Fit.PAD, 2, 0, null, false);

    /** @throws IllegalArgumentException when {@code ssim} or {@code psnr} is below 0 */
    public JoinSettings {
        Objects.requireNonNull(render, "render");
        Objects.requireNonNull(fit, "fit");
        if (!(ssim >= 0) || !(psnr >= 0)) {
            throw new IllegalArgumentException("similarity is 0 or more, not " + ssim + " and " + psnr + " dB");
        }
    }

    /**
     * The same with more or less proof.
     *
     * @param all whether the whole film is decoded once more
     * @return the settings with that
     */
    public JoinSettings decodeAll(boolean all) {
        return new JoinSettings(render, fit, ssim, psnr, unlike, all);
    }
}
