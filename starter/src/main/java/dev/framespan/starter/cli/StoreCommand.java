package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.stores.StoreAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about films that a store knows: it opens the store, and the server that may be making them. */
abstract class StoreCommand implements Callable<Integer> {
    final Console console;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions.Temporal temporal;

    @Mixin
    private CommonOptions common;

    StoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            prepare(settings);
            Optional<StoreAddress> named = store.named(settings.framespan().store());
            Store opened = store(settings, named);
            TemporalServer server = TemporalServer.of(temporal.named(), System.getenv());
            if (server instanceof TemporalServer.Shared shared) {
                shared.startIfNeeded(console::say);
            }
            try (FilmServerLookup servers = new FilmServerLookup(server, opened)) {
                return run(opened, servers).number();
            }
        });
    }

    /** @param named by an option or the environment */
    Store store(Settings settings, Optional<StoreAddress> named) {
        return open(console, settings, named, folder());
    }

    /** @param named by an option or the environment */
    static Store open(Console console, Settings settings, Optional<StoreAddress> named, Path folder) {
        Store opened = settings.inStore(named, () -> StoreLocation.existing(settings.stores(), folder, named));
        if (StoreLocation.nearest(folder, named).isEmpty()) {
            console.say("the films of " + folder.relativize(opened.local()));
        }
        sealed(opened).ifPresent(why -> console.say(opened.place() + ": " + why));
        return opened;
    }

    private static Optional<String> sealed(Store opened) {
        try {
            return opened.standing().hindrance();
        } catch (IOException e) {
            throw UserError.unreadable(opened.place(), e);
        }
    }

    /** Reads what is said about the film, before any store is looked for. */
    void prepare(Settings settings) {
        // a command about all films needs nothing
    }

    /** Where the search for a store begins. */
    Path folder() {
        return Path.of("").toAbsolutePath();
    }

    abstract ExitCode run(Store store, FilmServerLookup servers);
}
