package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.upkeep.StoreVerifier;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code framespan store verify}. */
@Command(
        name = "verify",
        sortOptions = false,
        description =
                "Read everything in a store and say what is wrong, each with its place and its cure: the hash of every"
                        + " asset, every record, the ledger, and whether what films and purchases name is there. Nothing"
                        + " is changed, and others may work on the store meanwhile. The exit code is 1 where something"
                        + " is wrong.")
final class StoreVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions common;

    StoreVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(common.debug(), settings -> {
            Path here = Path.of("").toAbsolutePath();
            Store opened = StoreCommand.open(
                    console, settings, store.named(settings.framespan().store()), here);
            try {
                return say(new StoreVerifier(opened, new UpkeepLines(console)).verify(), opened)
                        .number();
            } catch (IOException e) {
                throw UserError.unreadable(opened.place(), e);
            }
        });
    }

    private ExitCode say(StoreVerifier.Verified verified, Store opened) {
        verified.faults().forEach(fault -> console.result(fault.toString()));
        String all = CountText.of(verified.assets(), "asset") + " (" + ByteText.words(verified.bytes()) + "), "
                + CountText.of(verified.records(), "record") + ", "
                + CountText.of(verified.submissions(), "submission");
        if (verified.faults().isEmpty()) {
            console.result("nothing is wrong with " + opened.place() + ": " + all);
            return ExitCode.DONE;
        }
        console.say(CountText.of(verified.faults().size(), "fault") + " in " + opened.place() + ", of " + all);
        return ExitCode.FAILED;
    }
}
