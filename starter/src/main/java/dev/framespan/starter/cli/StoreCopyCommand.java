package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.upkeep.StoreCopy;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.stores.StoreAddress;
import dev.framespan.stores.Stores;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan store copy}. */
@Command(
        name = "copy",
        sortOptions = false,
        description = "Copy a store to another place, such as from a laptop to a cluster or back, with all that was"
                + " bought, made and decided; nothing is bought again there. From then on the store works there: here it"
                + " is sealed, which means that its films and purchases can be looked at, and nothing is bought or"
                + " written any more, until it is copied back from there. No other process may work on either meanwhile."
                + " Ended half-way, the same command goes on.")
final class StoreCopyCommand implements Callable<Integer> {
    private static final String WHERE = ": a folder, or postgresql://USER@HOST/DATABASE";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "FROM",
            converter = StoreAddressConverter.class,
            description = "The store that is copied" + WHERE
                    + ", whose assets are in the bucket that FRAMESPAN_BUCKET names.")
    private StoreAddress from;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            converter = StoreAddressConverter.class,
            description = "Where it is copied to" + WHERE
                    + ". Nothing is there yet, or this very store, sealed when it was copied to FROM.")
    private StoreAddress to;

    @Option(
            names = "--to-bucket",
            paramLabel = "s3://BUCKET/PREFIX",
            description = "The bucket of TO's assets, where FROM has one, too; else FRAMESPAN_BUCKET names it.")
    private String bucket;

    @Option(
            names = "--as-new",
            description = "Make another store of the copy, and seal nothing. It has what was bought until now, and buys"
                    + " for itself from then on: what both need afterwards is paid for twice.")
    private boolean asNew;

    @Mixin
    private CommonOptions common;

    StoreCopyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            if (plain(from).equals(plain(to))) {
                throw UserError.refused("FROM and TO are the same place: " + from);
            }
            Stores sources = settings.stores();
            Stores targets = settings.stores(toBucket(settings));
            Store source = sources.find(from)
                    .orElseThrow(() -> UserError.refused(from + ": no store is here; FROM is the one to be copied"));
            say(copy(source, place(targets)));
            return ExitCode.DONE.number();
        });
    }

    private static StoreAddress plain(StoreAddress address) {
        return address instanceof StoreAddress.Folder folder
                ? StoreAddress.of(folder.path().toAbsolutePath().normalize())
                : address;
    }

    private Optional<String> toBucket(Settings settings) {
        boolean toDatabase = to instanceof StoreAddress.Database;
        if (bucket != null && !toDatabase) {
            throw UserError.refused("--to-bucket is for a TO in a database; " + to + " has its assets in its folder");
        }
        if (bucket == null && toDatabase && from instanceof StoreAddress.Database) {
            throw UserError.refused("FROM and TO both have their assets in a bucket: FRAMESPAN_BUCKET names FROM's, say"
                    + " TO's with --to-bucket s3://BUCKET/PREFIX");
        }
        if (bucket != null
                && settings.framespan().bucket().filter(bucket::equals).isPresent()
                && from instanceof StoreAddress.Database) {
            throw UserError.refused(
                    "--to-bucket is FROM's own bucket: two stores in one would take each other's assets for"
                            + " unused; name another one, or another folder in it");
        }
        return Optional.ofNullable(bucket).or(() -> settings.framespan().bucket());
    }

    private StoreCopy.Place place(Stores targets) {
        return new StoreCopy.Place() {
            @Override
            public Optional<Store> find() {
                return targets.find(to);
            }

            @Override
            public Store open() {
                return targets.make(to);
            }
        };
    }

    private StoreCopy.Copied copy(Store source, StoreCopy.Place place) {
        StoreCopy copying = new StoreCopy(Clock.systemUTC(), new UpkeepLines(console));
        try {
            return asNew ? copying.asNew(source, place) : copying.move(source, place);
        } catch (StoreCopy.RefusedException e) {
            throw UserError.refused(e.getMessage());
        } catch (IOException e) {
            throw UserError.unwritable(from + " to " + to, e);
        }
    }

    private void say(StoreCopy.Copied copied) {
        if (copied.before()) {
            console.say("everything of " + from + " is in " + to + " already; it works there");
            return;
        }
        console.say("copied " + CountText.of(copied.records(), "record") + " and "
                + CountText.of(copied.assets(), "asset") + " (" + ByteText.words(copied.bytes()) + ") to " + to
                + (copied.there() == 0 ? "" : "; " + CountText.of(copied.there(), "asset") + " were there already"));
        if (copied.damaged() > 0) {
            console.say(CountText.of(copied.damaged(), "asset") + " were damaged or gone and are not copied: framespan"
                    + " store verify --store " + to + " says what is missing, and its cure");
        }
        console.say(
                asNew
                        ? to + " is another store, with all that was bought until now; " + from + " works on, too"
                        : to + " is at work from now on; " + from
                                + " is sealed, and buys nothing until it is copied back");
    }
}
