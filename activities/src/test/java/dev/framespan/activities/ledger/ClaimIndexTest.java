package dev.framespan.activities.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was bought for a film or on a day is found without reading what else was bought, and nothing of it is ever missing. */
class ClaimIndexTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String REALM = "example.org";

    private final MemoryStore store = new MemoryStore();

    private static LedgerEntry.Claimed claim(String film, Instant at) {
        return new LedgerEntry.Claimed(
                at, "owner", at, film, "run", "gull", 1, "kling-v3", new BigDecimal("0.5"), null, REALM);
    }

    private static String fingerprint(int number) {
        return "v1:" + String.format("%064x", number);
    }

    private static void buy(Store store, int fingerprint, int number, String film, Instant at) throws IOException {
        Ledger ledger = new Ledger(store);
        ledger.add(fingerprint(fingerprint), number, 1, claim(film, at));
        ledger.add(fingerprint(fingerprint), number, new LedgerEntry.Sending(at, "owner", at, 1));
        ledger.add(fingerprint(fingerprint), number, new LedgerEntry.Submitted(at, "task-" + fingerprint));
    }

    private static List<String> tasks(Store store, String film) throws IOException {
        return BoughtSubmission.of(store, film).stream()
                .map(BoughtSubmission::task)
                .toList();
    }

    private static BigDecimal spentOn(Store store, LocalDate day) throws IOException {
        Clock clock = Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        SpendingLimit.Counted counted =
                SpendingLimit.ofDay(store, day, REALM, clock).counted(Set.of());
        return counted.spentUsd().add(counted.reservedUsd());
    }

    @Test
    void ofAFilmNothingIsReadThatWasBoughtForAnother() throws IOException {
        new ClaimIndex(store).complete();
        buy(store, 1, 1, "storm", NOW);
        buy(store, 2, 1, "calm", NOW);
        store.replace("ledger/v1/00/" + String.format("%064x", 2) + "/0001-1-claimed-01.json", "{".getBytes(UTF_8));

        assertThat(tasks(store, "storm")).containsExactly("task-1");
        assertThatThrownBy(() -> BoughtSubmission.of(store)).isInstanceOf(LedgerException.class);
    }

    @Test
    void whatAnEarlierVersionHasWrittenWithoutAnIndexIsFound() throws IOException {
        buy(store, 1, 1, "storm", NOW);
        forgetIndex(1, "storm");

        assertThat(tasks(store, "storm")).as("before it is entered").containsExactly("task-1");
        assertThat(spentOn(store, LocalDate.parse("2026-03-01"))).isEqualByComparingTo("0.5");

        new ClaimIndex(store).complete();

        assertThat(store.list("index/claims/storm")).containsExactly("index/claims/storm/2026-03-01");
        assertThat(tasks(store, "storm")).containsExactly("task-1");
        assertThat(spentOn(store, LocalDate.parse("2026-03-01"))).isEqualByComparingTo("0.5");
    }

    private void forgetIndex(int fingerprint, String film) throws IOException {
        store.remove("index/claims/" + film + "/2026-03-01/"
                + fingerprint(fingerprint).replace(':', '-'));
    }

    @Test
    void aFilmThatIsTheSecondToBuyTheSameFindsItsOwnAndNoOther() throws IOException {
        new ClaimIndex(store).complete();
        buy(store, 1, 1, "storm", NOW);
        buy(store, 1, 2, "calm", NOW.plusSeconds(60));

        assertThat(BoughtSubmission.of(store, "storm"))
                .extracting(BoughtSubmission::submission)
                .containsExactly(1);
        assertThat(BoughtSubmission.of(store, "calm"))
                .extracting(BoughtSubmission::submission)
                .containsExactly(2);
        assertThat(spentOn(store, LocalDate.parse("2026-03-01"))).isEqualByComparingTo("1.0");
    }

    /** At whichever record its writer dies: what the ledger holds, the index has. */
    @Test
    void aWriterThatDiesBetweenIndexAndClaimLeavesNothingThatIsNotFound() throws IOException {
        for (int write = 1; write <= 8; write++) {
            MemoryStore mortal = new MemoryStore();
            new ClaimIndex(mortal).complete();
            int[] left = {write};
            mortal.fate((key, written) -> {
                if (--left[0] < 0) {
                    throw new IOException("dead");
                }
            });
            try {
                buy(mortal, 1, 1, "storm", NOW);
            } catch (IOException e) {
                assertThat(e).hasMessage("dead");
            }
            mortal.fate((key, written) -> {});

            assertThat(BoughtSubmission.of(mortal, "storm")).isEqualTo(BoughtSubmission.of(mortal));
            assertThat(new ClaimIndex(mortal).ofFilm("storm")).containsAll(new Ledger(mortal).fingerprints());
        }
    }

    @Test
    void whatWasRefusedAndIsSentAgainOnAnotherDayCountsThere() throws IOException {
        new ClaimIndex(store).complete();
        Ledger ledger = new Ledger(store);
        ledger.add(fingerprint(1), 1, 1, claim("storm", NOW));
        LedgerEntry.Sending early = new LedgerEntry.Sending(NOW, "owner", NOW, 1);
        ledger.add(fingerprint(1), 1, early);
        ledger.reopen(
                fingerprint(1),
                1,
                new LedgerEntry.TooEarly(NOW, FailureKind.RATE_LIMITED, 429, null, "later", early.at()));
        Instant later = NOW.plus(Duration.ofDays(3));
        ledger.add(fingerprint(1), 1, new LedgerEntry.Sending(later, "owner", later, 1));

        assertThat(spentOn(store, LocalDate.parse("2026-03-04"))).isEqualByComparingTo("0.5");
        assertThat(spentOn(store, LocalDate.parse("2026-03-01"))).isEqualByComparingTo("0");
    }

    /** For whom it was bought is not known, so it could be anybody's. */
    @Test
    void nothingIsLeftOutWhileAClaimCannotBeRead() throws IOException {
        store.create("ledger/v1/00/" + String.format("%064x", 9) + "/0001-1-claimed-01.json", "{".getBytes(UTF_8));

        new ClaimIndex(store).complete();

        assertThat(new ClaimIndex(store).isComplete()).isFalse();
        assertThatThrownBy(() -> BoughtSubmission.of(store, "storm")).isInstanceOf(LedgerException.class);
    }

    @Test
    void whatAnotherLedgersVersionHoldsStopsAFilmThatHasBoughtNothingHere() throws IOException {
        new ClaimIndex(store).complete();
        store.create("ledger/v2/00/" + "0".repeat(64) + "/bought.json", "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> BoughtSubmission.of(store, "storm"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("newer Framespan");
    }

    @Test
    void earlierVersionsAreRefusedBeforeAnythingIsEntered(@TempDir Path folder) throws IOException {
        Path identity = folder.resolve("framespan-store.json");
        Files.writeString(identity, "{\"format\":1,\"id\":\"x\",\"other\":true}");
        DirectoryStore old = DirectoryStore.open(folder);
        assertThat(old.id()).isEqualTo("x");

        new ClaimIndex(old).complete();

        assertThat(Files.readString(identity)).isEqualTo("{\"format\":2,\"id\":\"x\",\"other\":true}");
        assertThat(new ClaimIndex(old).isComplete()).isTrue();
        Files.writeString(identity, "{\"format\":3,\"id\":\"x\"}");
        assertThatThrownBy(() -> DirectoryStore.open(folder)).isInstanceOf(StoreException.class);
    }

    /** It may be of an earlier version, which enters nothing. */
    @Test
    void nothingIsSaidToBeCompleteWhileAnotherProcessWorksOnAStoreOfAnEarlierVersion(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("framespan-store.json"), "{\"format\":1,\"id\":\"x\"}");
        DirectoryStore old = DirectoryStore.open(folder);
        DirectoryStore other = DirectoryStore.open(folder);
        Leases.Lease alone = other.takeAlone().orElseThrow();

        new ClaimIndex(old).complete();
        assertThat(new ClaimIndex(old).isComplete()).isFalse();
        assertThat(Files.readString(folder.resolve("framespan-store.json"))).contains("\"format\":1");

        other.leases().giveBack(alone);
        new ClaimIndex(old).complete();
        assertThat(new ClaimIndex(old).isComplete()).isTrue();
    }

    @Test
    void othersOfThisVersionMayWorkOnTheStoreMeanwhile() throws IOException {
        buy(store, 1, 1, "storm", NOW);
        forgetIndex(1, "storm");
        store.takeAlone().orElseThrow();

        new ClaimIndex(store).complete();

        assertThat(new ClaimIndex(store).isComplete()).isTrue();
        assertThat(tasks(store, "storm")).containsExactly("task-1");
    }

    @Test
    void manyFilmsShareAStoreAndEachHasItsOwn() throws IOException {
        new ClaimIndex(store).complete();
        Set<String> all = new HashSet<>();
        for (int film = 0; film < 20; film++) {
            for (int shot = 0; shot < 5; shot++) {
                buy(store, film * 5 + shot, 1, "film-" + film, NOW.plus(Duration.ofDays(film % 3)));
            }
        }

        for (int film = 0; film < 20; film++) {
            assertThat(tasks(store, "film-" + film)).hasSize(5).allMatch(all::add);
        }
        assertThat(spentOn(store, LocalDate.parse("2026-03-02"))).isEqualByComparingTo("17.5");
    }
}
