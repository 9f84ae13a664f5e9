package dev.framespan.activities.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a store is said with its place and its cure, and nothing is changed. */
class StoreVerifierTest {
    @TempDir
    Path folder;

    private TestStore films;

    @BeforeEach
    void open() throws IOException {
        films = new TestStore(folder.resolve("store"));
    }

    private List<StoreFault> faults() throws IOException {
        return new StoreVerifier(films.store, UpkeepProgress.NONE).verify().faults();
    }

    @Test
    void aSoundStoreIsCountedAndHasNoFaults() throws IOException {
        StoreVerifier.Verified verified = new StoreVerifier(films.store, UpkeepProgress.NONE).verify();

        assertThat(verified.faults()).isEmpty();
        assertThat(verified.assets()).isEqualTo(3);
        assertThat(verified.submissions()).isEqualTo(1);
        assertThat(verified.records()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aClipThatIsDamagedIsNamedWithTheFilmThatFetchesItAgainAndIsLeftWhereItIs() throws IOException {
        Files.writeString(films.file(films.clip), "other");

        assertThat(faults())
                .containsExactly(
                        new StoreFault(
                                "assets/" + films.clip.sha256().substring(0, 2) + "/" + films.clip.fileName(),
                                "has other bytes than its name says",
                                "render the film storm again: it is fetched again for nothing, as long as the provider has it"));
        assertThat(films.file(films.clip)).exists();
    }

    @Test
    void aDamagedAssetThatNothingNamesIsNoLoss() throws IOException {
        Asset unused = films.keep("unused", MediaType.MP4);
        Files.writeString(films.file(unused), "");

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).endsWith(unused.fileName());
            assertThat(fault.cure()).startsWith("nothing is lost");
        });
    }

    @Test
    void whatThePlanOfAFilmNamesMustBeThere() throws IOException {
        Files.delete(films.file(films.prompt));
        Files.delete(films.file(films.clip));

        assertThat(faults())
                .extracting(StoreFault::place, StoreFault::what)
                .containsExactlyInAnyOrder(
                        tuple("films/storm/beginning.json", films.prompt), tuple(TestStore.BOUGHT, films.clip));
    }

    private static Tuple tuple(String place, Asset missing) {
        return Tuple.tuple(
                place,
                "names assets/" + missing.sha256().substring(0, 2) + "/" + missing.fileName() + ", which is not there");
    }

    @Test
    void recordsThatCannotBeUnderstoodAreNamedWithWhatToDo() throws IOException {
        films.store.replace("films/storm/end.json", "{\"plan\":".getBytes(UTF_8));
        films.store.replace("derived/ab/abcd.json", new byte[0]);
        films.store.replace(TestStore.BOUGHT + "/0001-3-submitted.json", "{".getBytes(UTF_8));

        assertThat(faults())
                .extracting(StoreFault::toString)
                .containsExactlyInAnyOrder(
                        "films/storm/end.json: is damaged; delete it, and render the film storm again",
                        "derived/ab/abcd.json: is empty; delete it while nothing works on the store: it is made anew",
                        TestStore.BOUGHT + "/0001-3-submitted.json: is damaged, so this Framespan cannot tell what was"
                                + " bought; put the file back from a copy of the store");
    }

    @Test
    void whatTheIndexLacksIsSaidWithTheCureWhichMakesItAnew() throws IOException {
        ClaimIndex index = new ClaimIndex(films.store);
        index.complete();
        assertThat(faults()).isEmpty();
        films.store.remove("index/claims/storm/2026-01-01/" + TestStore.FINGERPRINT.replace(':', '-'));

        assertThat(faults())
                .extracting(StoreFault::toString)
                .containsExactly(TestStore.BOUGHT + ": submission 1 is not in the index of the film storm; delete the"
                        + " folder index while nothing works on the store: it is made anew by what is rendered next");
        films.store.remove("index/complete.json");
        index.complete();
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatANewerVersionWroteIsLeftToThatOne() throws IOException {
        films.store.replace(TestStore.BOUGHT + "/0001-5-archived.json", "{}".getBytes(UTF_8));

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .isEqualTo(TestStore.BOUGHT + "/0001-5-archived.json: was written by a newer Framespan; use that one,"
                        + " since this one cannot tell what was bought"));
    }

    @Test
    void aLedgerOfANewerVersionIsSaidOnceAndWhatIsNoPurchaseIsNamed() throws IOException {
        new Ledger(films.store).add("v1:" + "cd".repeat(32), 1, 1, TestStore.claimed());
        films.store.create("ledger/v1/x/y", new byte[0]);
        films.store.create("ledger/v2/ab/" + "ab".repeat(32) + "/0001.json", "{}".getBytes(UTF_8));

        assertThat(faults())
                .extracting(StoreFault::toString)
                .containsExactlyInAnyOrder(
                        "ledger/v2: was written by a newer Framespan; use that one, since this one cannot tell what was"
                                + " bought",
                        "ledger: holds v1:y, which is no fingerprint; move it out of the store");
    }

    @Test
    void aLedgerThatCannotBeIsFound() throws IOException {
        String other = "v1:" + "cd".repeat(32);
        Ledger ledger = new Ledger(films.store);
        ledger.add(other, 2, 1, TestStore.claimed());
        ledger.add(other, 2, new LedgerEntry.Submitted(TestStore.LONG_AGO, "task-1"));
        String third = "v1:" + "ef".repeat(32);
        ledger.add(third, 1, new LedgerEntry.Completed(TestStore.LONG_AGO, films.clip, TestStore.facts()));

        assertThat(faults())
                .extracting(StoreFault::what)
                .containsExactly(
                        "submission 1 is missing",
                        "submission 2 was accepted and never sent",
                        "submission 2 has the task task-1, which " + TestStore.BOUGHT + " has, too",
                        "submission 1 was never claimed",
                        "submission 1 has a result and was never accepted");
    }
}
