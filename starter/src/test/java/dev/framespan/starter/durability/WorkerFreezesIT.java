package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still between its record and the bytes, as when a lid is closed: what it wakes up with is no longer sent. */
@Tag("long")
class WorkerFreezesIT {
    @TempDir
    Path folder;

    @Test
    void aWorkerThatWakesAfterItsShotWasBoughtAgainSendsNothing() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "60");
                Program frozen = setup.workerThatFreezesAt("sending")) {
            try (Program render = setup.render()) {
                Await.until("a record of sending", ServerSetup.PATIENCE, () -> !records("2-sending")
                        .isEmpty());
                try (Program living = setup.workerOnPortOfItsOwn()) {
                    render.assertEnds(3, ServerSetup.PATIENCE, living);
                    assertThat(records("3-ambiguous")).hasSize(1);
                    String stopped = WorkerDiesIT.rebuyable(render);
                    try (Program rebuy = setup.render("--rebuy", stopped)) {
                        rebuy.assertEnds(0, ServerSetup.PATIENCE);
                    }
                    frozen.signal("CONT");
                    Await.until(
                            "the thawed worker says what became of its submission",
                            ServerSetup.PATIENCE,
                            () -> !records("0001-3-declined").isEmpty()
                                    || setup.provider.charges().size() > 5);
                    setup.assertPaidOnce();
                    try (Program again = setup.render()) {
                        again.assertEnds(0, ServerSetup.PATIENCE);
                    }
                }
            }
            setup.assertPaidOnce();
            setup.assertWhole();
        }
    }

    private java.util.List<Path> records(String name) {
        Path ledger = folder.resolve("store/ledger");
        if (!Files.exists(ledger)) {
            return java.util.List.of();
        }
        try (Stream<Path> files = Files.walk(ledger)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
