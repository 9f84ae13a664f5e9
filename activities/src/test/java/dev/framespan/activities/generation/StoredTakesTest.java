package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputPicture.Role;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.plan.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film gets for nothing, because the store holds it. */
class StoredTakesTest {
    private static final String REALM = "example.org";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MediaFacts CLIP = new MediaFacts(1280, 720, 120, "24/1", false, "h264", "s");
    private static final MediaFacts STILL = new MediaFacts(2048, 1152, 1, "1/1", false, "png", "s");

    private static final GenerationRequest SUN = GenerationRequest.of(
                    "doubao-seedream-4.5", Action.GENERATE, Prompt.of("sun"))
            .aspectRatio("16:9")
            .resolution("2K")
            .build();
    private static final GenerationRequest RISES = clip(Action.IMAGE2VIDEO, "the sun rises");
    private static final GenerationRequest SETS = clip(Action.IMAGE2VIDEO, "the sun sets");
    private static final GenerationRequest LIKE = clip(Action.REFERENCE_VIDEO, "like that")
            .copy()
            .video(InputVideo.of(VideoUse.BASE, true))
            .build();
    private static final GenerationRequest SHOWS = clip(Action.REFERENCE, "both");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private Ledger ledger;
    private Asset own;

    private static GenerationRequest clip(Action action, String words) {
        return GenerationRequest.of("kling-v3-omni", action, Prompt.of(words))
                .resolution("720p")
                .seconds(5)
                .build();
    }

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(folder);
        ledger = new Ledger(store);
        own = kept("own", MediaType.JPG);
    }

    /** A still, a clip from it, a clip from that one's last frame, one made after that, and one that shows stills. */
    private Plan chain() {
        return plan(
                List.of(
                        Plan.Keyframe.of("own", own),
                        Plan.Keyframe.of("dawn", SUN, List.of("own")),
                        Plan.Keyframe.of("end", new Plan.Frame("rises", FramePosition.LAST))),
                List.of(
                        Plan.Shot.of("rises", "dawn", null, RISES),
                        Plan.Shot.of("sets", "end", null, SETS),
                        new Plan.Shot("like", null, null, null, new Plan.Video("sets", null, null), LIKE),
                        new Plan.Shot("shows", null, null, List.of("dawn", "own"), null, SHOWS)));
    }

    private static Plan plan(List<Plan.Keyframe> keyframes, List<Plan.Shot> shots) {
        return new Plan("storm", "Storm", 1280, 720, null, keyframes, shots);
    }

    private final List<Asset> made = new ArrayList<>();

    private void buyChain() throws IOException {
        Asset still = bought(SUN.with(List.of(new InputPicture(Role.REFERENCE, own, null))), "still", true);
        Asset rises = bought(RISES.with(List.of(new InputPicture(Role.FIRST_FRAME, still, null))), "rises", false);
        InputPicture end = new InputPicture(Role.FIRST_FRAME, own, null, new ClipFrame(rises.sha256(), 119));
        Asset sets = bought(SETS.with(List.of(end)), "sets", false);
        bought(
                LIKE.copy()
                        .video(InputVideo.of(VideoUse.BASE, true).with(sets, null, 5000))
                        .build(),
                "like",
                false);
        bought(
                SHOWS.with(List.of(
                        new InputPicture(Role.REFERENCE, still, null), new InputPicture(Role.REFERENCE, own, null))),
                "shows",
                false);
        made.addAll(List.of(still, rises, sets));
    }

    @Test
    void aNewStoreHoldsNothing() {
        assertThat(had(chain())).isEqualTo(StoredTakes.Had.NOTHING);
    }

    @Test
    void everythingIsFoundAlongTheChain() throws IOException {
        buyChain();

        StoredTakes.Had had = had(chain());

        assertThat(had.stills()).containsExactly("dawn");
        assertThat(had.clips()).containsOnlyKeys("rises", "sets", "like", "shows");
        assertThat(StoredTakes.of(store, model -> "elsewhere.org", chain(), this::words))
                .isEqualTo(StoredTakes.Had.NOTHING);
    }

    @Test
    void whatIsMadeFromALostClipIsNotThere() throws IOException {
        buyChain();
        Files.delete(store.file(made.get(1)));

        assertThat(had(chain()).clips()).containsOnlyKeys("shows");
        assertThat(had(chain()).stills()).containsExactly("dawn");
    }

    @Test
    void aDamagedStillIsNotThereNorWhatIsMadeFromIt() throws IOException {
        buyChain();
        Path still = store.file(made.get(0));
        Files.delete(still);
        Files.writeString(still, "other");

        StoredTakes.Had had = had(chain());

        assertThat(had.stills()).isEmpty();
        assertThat(had.clips()).isEmpty();
        assertThat(had.awaited()).containsExactly("dawn");
    }

    /** Its clips were bought under the hash that it had first. */
    @Test
    void aStillThatWasFetchedAgainWithOtherBytesIsKnownByItsFirstHash() throws IOException {
        buyChain();
        Files.delete(store.file(made.get(0)));
        String fingerprint = fingerprint(SUN.with(List.of(new InputPicture(Role.REFERENCE, own, null))));
        ledger.complete(
                fingerprint, 1, new LedgerEntry.Completed(NOW.plusSeconds(9), kept("other", MediaType.PNG), STILL));

        assertThat(had(chain()).clips()).containsOnlyKeys("rises", "sets", "like", "shows");
    }

    @Test
    void whatIsStillAtTheProviderIsAwaited() throws IOException {
        submitted(fingerprint(SUN));

        assertThat(had(plan(
                        List.of(Plan.Keyframe.of("dawn", SUN, List.of())),
                        List.of(Plan.Shot.of("rises", "dawn", null, RISES)))))
                .isEqualTo(new StoredTakes.Had(Set.of(), Map.of(), Set.of("dawn"), Map.of()));
    }

    @Test
    void whatIsInDoubtWaitsForADecision() throws IOException {
        ledger.add(fingerprint(SUN), 1, new LedgerEntry.Sending(NOW, "o", NOW, 1));
        Plan plan = plan(List.of(Plan.Keyframe.of("dawn", SUN, List.of())), List.of());

        assertThat(had(plan).undecided()).containsExactly(Map.entry("dawn", fingerprint(SUN)));

        ledger.add(fingerprint(SUN), 1, new LedgerEntry.Ambiguous(NOW.plusSeconds(2), 502, "bad gateway"));

        assertThat(had(plan).undecided()).containsExactly(Map.entry("dawn", fingerprint(SUN)));
        assertThat(had(plan).awaited()).isEmpty();
    }

    @Test
    void anotherTakeIsAnotherPurchase() throws IOException {
        bought(SUN, "still", true);
        GenerationRequest second = SUN.copy().take(2).build();

        assertThat(had(plan(
                                List.of(
                                        Plan.Keyframe.of("one", SUN, List.of()),
                                        Plan.Keyframe.of("two", second, List.of())),
                                List.of()))
                        .stills())
                .containsExactly("one");
    }

    @Test
    void longWordsAreReadWhereTheyAreKept() throws IOException {
        String words = "sun ".repeat(400);
        bought(SUN.copy().prompt(Prompt.of(words)).build(), "still", true);
        GenerationRequest stored =
                SUN.copy().prompt(Prompt.stored(kept(words, MediaType.TXT))).build();
        GenerationRequest lost = SUN.copy()
                .prompt(Prompt.stored(new Asset("a".repeat(64), 9, MediaType.TXT)))
                .build();

        assertThat(had(plan(
                                List.of(
                                        Plan.Keyframe.of("dawn", stored, List.of()),
                                        Plan.Keyframe.of("lost", lost, List.of())),
                                List.of()))
                        .stills())
                .containsExactly("dawn");
    }

    @Test
    void aFrameBehindTheEndIsNotThere() throws IOException {
        GenerationRequest words = clip(Action.GENERATE, "sea");
        bought(words, "sea", false);

        assertThat(had(plan(
                                List.of(Plan.Keyframe.of(
                                        "late", new Plan.Frame("sea", FramePosition.seconds(new BigDecimal("5.01"))))),
                                List.of(
                                        Plan.Shot.of("sea", null, null, words),
                                        Plan.Shot.of("sets", "late", null, SETS))))
                        .clips())
                .containsOnlyKeys("sea");
    }

    @Test
    void aLedgerThatCannotBeReadCountsAsEmpty() throws IOException {
        bought(SUN, "still", true);
        store.create("ledger/v2/x.json", new byte[] {1});

        assertThat(had(plan(List.of(Plan.Keyframe.of("dawn", SUN, List.of())), List.of())))
                .isEqualTo(StoredTakes.Had.NOTHING);
    }

    @Test
    void aLongChainOfFramesIsFollowedToItsEnd() throws IOException {
        int length = 500;
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        List<Plan.Shot> shots = new ArrayList<>();
        GenerationRequest first = clip(Action.GENERATE, "shot 0");
        shots.add(Plan.Shot.of("s0", null, null, first));
        Asset before = bought(first, "clip 0", false);
        for (int i = 1; i < length; i++) {
            GenerationRequest next = clip(Action.IMAGE2VIDEO, "shot " + i);
            keyframes.add(Plan.Keyframe.of("k" + i, new Plan.Frame("s" + (i - 1), FramePosition.FIRST)));
            shots.add(Plan.Shot.of("s" + i, "k" + i, null, next));
            InputPicture start = new InputPicture(Role.FIRST_FRAME, own, null, new ClipFrame(before.sha256(), 0));
            before = bought(next.with(List.of(start)), "clip " + i, false);
        }
        java.util.Collections.reverse(shots);

        assertThat(had(plan(keyframes, shots)).clips()).hasSize(length);
    }

    private StoredTakes.Had had(Plan plan) {
        return StoredTakes.of(store, model -> REALM, plan, this::words);
    }

    private String words(Asset asset) throws IOException {
        return new String(store.bytes(asset), StandardCharsets.UTF_8);
    }

    private static String fingerprint(GenerationRequest request) {
        return Fingerprint.of(REALM, request, request.prompt().text());
    }

    private Asset bought(GenerationRequest request, String bytes, boolean still) throws IOException {
        Asset result = kept(bytes, still ? MediaType.PNG : MediaType.MP4);
        String fingerprint = fingerprint(request);
        submitted(fingerprint);
        ledger.complete(fingerprint, 1, new LedgerEntry.Completed(NOW, result, still ? STILL : CLIP));
        return result;
    }

    private void submitted(String fingerprint) throws IOException {
        ledger.add(fingerprint, 1, new LedgerEntry.Submitted(NOW, "task"));
    }

    private Asset kept(String text, MediaType type) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, type);
    }
}
