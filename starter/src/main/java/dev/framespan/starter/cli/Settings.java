package dev.framespan.starter.cli;

import dev.framespan.activities.store.StoreException;
import dev.framespan.starter.account.ListedProviders;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.WorkerSettings;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.KlingConfig;
import dev.framespan.workflows.catalogue.Catalogue;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

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

    FramespanConfig framespan() {
        return framespan;
    }

    /** @throws UserError when one of them is not there, or has a setting that is not possible */
    ListedProviders providers() {
        return CommandApplication.component(ListedProviders.class);
    }

    /** What to add where the built-in simulator plays the provider: a day's limit that is set is none there. */
    String simulatorNote() {
        return kling.dailyUsd().isPresent() ? ", for which KLING_DAILY_USD counts nothing" : "";
    }

    /** What opens the store, and names the variable in a refusal where that is what named the store. */
    <T> T inStore(Optional<Path> named, Supplier<T> open) {
        try {
            return open.get();
        } catch (StoreException | UserError e) {
            if (named.isEmpty() || !named.equals(framespan.store())) {
                throw e;
            }
            throw UserError.refused("FRAMESPAN_STORE: " + e.getMessage(), e);
        }
    }

    /** Models, limits and prices by which this command checks. */
    Catalogue catalogue() {
        return WorkerSettings.catalogue(framespan);
    }
}
