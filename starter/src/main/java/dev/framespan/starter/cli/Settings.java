package dev.framespan.starter.cli;

import dev.framespan.activities.store.StoreException;
import dev.framespan.starter.account.ListedProviders;
import dev.framespan.starter.exit.UserError;
import dev.framespan.stores.StoreAddress;
import dev.framespan.stores.StoreSettings;
import dev.framespan.stores.Stores;
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
    <T> T inStore(Optional<StoreAddress> named, Supplier<T> open) {
        try {
            return open.get();
        } catch (StoreException | UserError e) {
            if (named.isEmpty() || !named.equals(framespan.store())) {
                throw e;
            }
            String said = "FRAMESPAN_STORE: " + e.getMessage();
            throw e instanceof StoreException store && store.isAway()
                    ? UserError.failed(said, e)
                    : UserError.refused(said, e);
        }
    }

    /** What opens stores. */
    Stores stores() {
        return stores(framespan.bucket());
    }

    /** What opens stores whose assets are in another bucket. */
    Stores stores(Optional<String> bucket) {
        Path cache = framespan.cache().orElseGet(Settings::cache);
        return new Stores(new StoreSettings(bucket, cache, framespan.cacheGb() * 1_000_000_000L));
    }

    /** The user's own, as the XDG Base Directory Specification has it. */
    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("framespan");
    }

    /** Models, limits and prices by which this command checks. */
    Catalogue catalogue() {
        return WorkerSettings.catalogue(framespan);
    }
}
