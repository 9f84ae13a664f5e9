package dev.framespan.simulator.clip;

import dev.framespan.simulator.picture.Planes;
import java.io.IOException;

/** What is seen in a clip. */
interface MovingPicture {
    /**
     * Fills the target.
     *
     * @param frame asked for in order, from 0
     */
    void compose(int frame, Planes target) throws IOException;
}
