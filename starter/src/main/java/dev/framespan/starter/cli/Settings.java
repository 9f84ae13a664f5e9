package dev.framespan.starter.cli;

import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.KlingConfig;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the operator has configured. */
@Singleton
@Unremovable
class Settings {
    private final KlingConfig kling;
    private final FramespanConfig framespan;

    @Inject
    Settings(KlingConfig kling, FramespanConfig framespan) {
        this.kling = kling;
        this.framespan = framespan;
    }

    KlingConfig kling() {
        return kling;
    }

    FramespanConfig framespan() {
        return framespan;
    }
}
