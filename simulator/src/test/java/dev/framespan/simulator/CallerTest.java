package dev.framespan.simulator;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test against a simulation of its own. */
abstract class CallerTest {
    @TempDir
    Path state;

    Caller caller;

    @BeforeEach
    void start() throws Exception {
        caller = Caller.start(state);
    }

    @AfterEach
    void stop() {
        caller.close();
    }
}
