package dev.framespan.activities.media.engine;

import dev.framespan.activities.media.MediaEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests that ask one media engine, which takes longer to start than most of them. */
public abstract class WithEngine {
    protected static MediaEngine engine;

    @BeforeAll
    static void startEngine() {
        engine = new MediaEngine(1);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }
}
