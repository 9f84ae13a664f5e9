package dev.framespan.activities.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What something uses is kept, whoever wrote it; what is young is kept; all else goes when it is asked for. */
class StoreCleanerTest {
    private static final Duration AGE = Duration.ofDays(30);

    @TempDir
    Path folder;

    private TestStore films;

    @BeforeEach
    void open() throws IOException {
        films = new TestStore(folder.resolve("store"));
    }

    private StoreCleaner cleaner() {
        return new StoreCleaner(films.store, Clock.fixed(TestStore.NOW, ZoneOffset.UTC), UpkeepProgress.NONE);
    }

    private List<String> unused(boolean derived) throws IOException {
        return cleaner().find(AGE, derived).assets().stream()
                .map(StoredAsset::sha256)
                .toList();
    }

    private void record(String key, Object content) throws IOException {
        films.store.replace(key, Payloads.json().writeValueAsBytes(content));
    }

    @Test
    void onlyWhatNothingNamesIsTakenAwayAndOnlyWhenThatIsAskedFor() throws IOException {
        Asset unused = films.keep("unused", MediaType.MP4);
        films.age();

        assertThat(unused(false)).containsExactly(unused.sha256());
        assertThat(films.file(unused)).exists();

        StoreCleaner.Unused gone = cleaner().clean(AGE, false).orElseThrow();

        assertThat(gone.assets()).extracting(StoredAsset::fileName).containsExactly(unused.fileName());
        assertThat(gone.bytes()).isEqualTo(unused.bytes());
        assertThat(films.file(unused)).doesNotExist();
        for (Asset used : List.of(films.clip, films.prompt, films.plan)) {
            assertThat(films.store.isIntact(used)).isTrue();
        }
        assertThat(new StoreVerifier(films.store, UpkeepProgress.NONE).verify().faults())
                .isEmpty();
    }

    /** A receipt names clips, a plan prompts and pictures; and what a later version writes down may name anything. */
    @Test
    void whateverARecordOrATextThatIsUsedNamesIsUsed() throws IOException {
        Asset picture = films.keep("picture", MediaType.PNG);
        Asset receipt = films.keep("{\"shots\":[{\"file\":\"assets/" + picture.fileName() + "\"}]}", MediaType.JSON);
        Asset decided = films.keep("decided", MediaType.JPG);
        Asset source = films.keep("source", MediaType.WEBP);
        Asset analysed = films.keep("analysed", MediaType.Y4M);
        record("films/storm/end.json", Map.of("receipt", receipt));
        record("films/storm/decisions/0001-take.json", Map.of("picture", decided));
        record("pictures/sources/" + source.sha256() + ".json", Map.of("url", "https://example.org/x.webp"));
        record("derived/ab/abcd.json", Map.of("clip", films.clip, "preview", analysed));
        films.age();

        assertThat(unused(false)).isEmpty();
        assertThat(unused(true)).isEmpty();
    }

    @Test
    void whatIsYoungIsLeftSinceItMayNotBeNamedYet() throws IOException {
        Asset unused = films.keep("unused", MediaType.MP4);
        films.age();
        Files.setLastModifiedTime(films.file(unused), FileTime.from(TestStore.NOW.minus(AGE)));

        assertThat(unused(false)).isEmpty();
        assertThat(new StoreCleaner(
                                films.store,
                                Clock.fixed(TestStore.NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC),
                                UpkeepProgress.NONE)
                        .find(AGE, false)
                        .assets())
                .hasSize(1);
    }

    @Test
    void whatWasKeptSinceAFilmAtWorkOnAServerBeganIsLeft() throws IOException {
        Asset before = films.keep("before", MediaType.MP4);
        Asset since = films.keep("since", MediaType.MP4);
        films.age();
        Files.setLastModifiedTime(films.file(before), FileTime.from(TestStore.LONG_AGO.minusSeconds(1)));
        new FilmFolder(films.store).begin(films.beginning().on(new FilmFolder.Server("127.0.0.1:7233", "default")));

        StoreCleaner.Unused unused = cleaner().find(AGE, false);

        assertThat(unused.assets()).extracting(StoredAsset::sha256).containsExactly(before.sha256());
        assertThat(unused.openFilm()).contains("storm");
        assertThat(unused.keptSince()).isEqualTo(TestStore.LONG_AGO);
        assertThat(films.file(since)).exists();
    }

    @Test
    void whatWasMadeOfOthersGoesOnRequestWithItsRecordUnlessSomethingUsesIt() throws IOException {
        Asset oldFilm = films.keep("old film", MediaType.MP4);
        Asset oldSheet = films.keep("old sheet", MediaType.JPG);
        record("derived/aa/old.json", Map.of("film", oldFilm, "sheet", oldSheet));
        Asset preview = films.keep("preview", MediaType.Y4M);
        Asset still = films.keep("frame of the preview", MediaType.PNG);
        record("derived/ff/first.json", Map.of("preview", preview, "frame", still));
        record("derived/00/last.json", Map.of("clip", films.clip, "preview", preview));
        films.age();

        assertThat(unused(false)).isEmpty();
        assertThat(unused(true)).containsExactlyInAnyOrder(oldFilm.sha256(), oldSheet.sha256());

        assertThat(cleaner().clean(AGE, true).orElseThrow().records()).containsExactly("derived/aa/old.json");
        assertThat(films.store.list("derived/aa")).isEmpty();
        assertThat(films.store.isIntact(preview)).isTrue();
        assertThat(films.store.isIntact(still)).isTrue();
    }

    @Test
    void aDamagedFileGoesWhereAWholeOneIsInItsPlaceAndIsElseKeptForTheOperator() throws IOException {
        Files.writeString(films.file(films.clip), "other");
        assertThat(films.store.isIntact(films.clip)).isFalse();
        films.age();
        assertThat(unused(false)).isEmpty();

        films.keep("a clip", MediaType.MP4);

        assertThat(cleaner().clean(AGE, false).orElseThrow().assets())
                .singleElement()
                .satisfies(asset -> assertThat(asset.damaged()).isTrue());
        assertThat(films.store.isIntact(films.clip)).isTrue();
    }

    @Test
    void nothingIsTakenAwayWhereAPlanCannotBeRead() throws IOException {
        films.keep("unused", MediaType.MP4);
        Files.writeString(films.file(films.plan), "x".repeat((int) films.plan.bytes()));
        films.age();

        assertThatThrownBy(() -> cleaner().clean(AGE, false)).isInstanceOf(DamagedAssetException.class);

        assertThat(films.store.isIntact(films.prompt)).isTrue();
    }

    @Test
    void whoeverCleansGivesTheStoreBackAlsoWhenItFails() throws IOException {
        Files.writeString(films.file(films.plan), "x".repeat((int) films.plan.bytes()));
        assertThatThrownBy(() -> cleaner().clean(AGE, false)).isInstanceOf(DamagedAssetException.class);

        assertThat(films.store.takeAlone()).isPresent();
        assertThat(cleaner().clean(AGE, false)).as("another one is alone").isEmpty();
    }
}
