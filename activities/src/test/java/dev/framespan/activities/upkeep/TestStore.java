package dev.framespan.activities.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** A store with a film: bought, planned, and derived from what was bought. */
public final class TestStore {
    static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    static final Instant LONG_AGO = Instant.parse("2026-01-01T10:00:00Z");
    static final String FINGERPRINT = "v1:" + "ab".repeat(32);
    static final String BOUGHT = "ledger/v1/ab/" + "ab".repeat(32);

    public final DirectoryStore store;
    public final Asset clip;
    final Asset prompt;
    final Asset plan;

    public TestStore(Path folder) throws IOException {
        store = DirectoryStore.open(folder);
        clip = keep("a clip", MediaType.MP4);
        prompt = keep("a prompt", MediaType.TXT);
        plan = keep(Payloads.json().writeValueAsString(Map.of("prompt", Map.of("stored", prompt))), MediaType.JSON);
        new FilmFolder(store).begin(beginning());
        Ledger ledger = new Ledger(store);
        ledger.add(FINGERPRINT, 1, 1, claimed());
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Sending(LONG_AGO, "owner", LONG_AGO.plusSeconds(80), 1));
        ledger.add(FINGERPRINT, 1, new LedgerEntry.Submitted(LONG_AGO, "task-1"));
        ledger.complete(FINGERPRINT, 1, new LedgerEntry.Completed(LONG_AGO, clip, facts()));
    }

    static MediaFacts facts() throws IOException {
        return Payloads.json()
                .readValue(
                        "{\"width\":1280,\"height\":720,\"frames\":72,\"rate\":\"24/1\",\"sound\":false,\"codec\":\"h264\",\"signature\":\"\"}",
                        MediaFacts.class);
    }

    FilmFolder.Beginning beginning() {
        return new FilmFolder.Beginning("storm", "Storm", "storm.yaml", plan, 1, BigDecimal.ONE, LONG_AGO);
    }

    static LedgerEntry.Claimed claimed() {
        return new LedgerEntry.Claimed(
                LONG_AGO,
                "owner",
                LONG_AGO.plusSeconds(30),
                "storm",
                "run",
                "gull",
                1,
                "kling-v3",
                new BigDecimal("0.357"),
                null,
                "example.org");
    }

    Asset keep(String content, MediaType type) throws IOException {
        return store.keep(new ByteArrayInputStream(content.getBytes(UTF_8)), 1_000_000, type);
    }

    Path file(Asset asset) {
        return store.root().resolve("assets/" + asset.sha256().substring(0, 2) + "/" + asset.fileName());
    }

    /** As if everything that is there had been kept long ago. */
    void age() throws IOException {
        try (Stream<Path> files = Files.walk(store.root().resolve("assets"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }
}
