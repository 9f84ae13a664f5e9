package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk changes bytes in a store: no damaged byte is delivered, and what was paid for is had again without paying. */
@Tag("long")
class DamagedStoreIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String STORYBOARD =
            """
            keyframes:
              dawn: { prompt: a hill at dawn }
            shots:
              - { id: hill, from: dawn, duration: 3, prompt: the sun rises }
              - { id: gull, duration: 3, prompt: a gull flies by }
            """;

    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        store = folder.resolve("store");
    }

    @ParameterizedTest
    @ValueSource(strings = {".mp4", ""})
    void damagedFilmsAndClipsAreMadeAndFetchedAnewWithoutPaying(String damaged) throws IOException {
        try (SimulatedProvider provider = provider("provider")) {
            render(provider, 0, "--out", "first");
            StoreDamage.of(store, damaged);

            assertThat(render(provider, 0, "--out", "again"))
                    .contains("the provider at " + provider.url() + " is paid")
                    .contains(" is damaged: it is set aside as ")
                    .contains("3 of 3 done");

            assertDeliveredAsBefore();
            assertThat(provider.charges()).hasSize(3);
            StoreDamage.assertNone(store, ".mp4");
            assertThat(StoreDamage.assets(store, ".mp4.damaged")).isNotEmpty();
        }
    }

    @Test
    void aFilmThatIsGoneIsJoinedFromClipsFetchedAnewWhereTheyAreDamaged() throws IOException {
        try (SimulatedProvider provider = provider("provider")) {
            render(provider, 0, "--out", "first");
            Path film = folder.resolve("first/film.mp4");
            String hash = StoreDamage.sha256(film);
            Files.delete(store.resolve("assets").resolve(hash.substring(0, 2)).resolve(hash + ".mp4"));
            StoreDamage.of(store, ".mp4");

            render(provider, 0, "--out", "again");

            assertDeliveredAsBefore();
            assertThat(provider.charges()).hasSize(3);
            StoreDamage.assertNone(store, ".mp4");
        }
    }

    @Test
    void aDamagedClipThatTheProviderHasForgottenIsSaidWithItsShotAndWaitsForTheOperator() throws IOException {
        try (SimulatedProvider provider = provider("provider")) {
            render(provider, 0, "--out", "first");
        }
        StoreDamage.of(store, ".mp4");
        try (SimulatedProvider forgetful = provider("fresh")) {
            String said = render(forgetful, 3, "--out", "again");

            assertThat(said)
                    .contains("hill, take 1: ")
                    .contains("gull, take 1: ")
                    .contains("does not know task");
            assertThat(folder.resolve("again/film.mp4")).doesNotExist();
            assertThat(forgetful.charges()).isEmpty();
        }
    }

    @Test
    void whatAServerRemembersAsMadeIsMadeAnewWhereItsAssetsAreDamaged() throws IOException {
        try (ServerSetup setup = new ServerSetup(folder, "60");
                Program worker = setup.worker()) {
            try (Program first = setup.render()) {
                first.assertEnds(0, PATIENCE);
            }
            String delivered = StoreDamage.sha256(folder.resolve("out/film.mp4"));
            StoreDamage.of(store, ".mp4");

            try (Program again = setup.render()) {
                again.assertEnds(0, PATIENCE, worker);
            }
            assertThat(StoreDamage.sha256(folder.resolve("out/film.mp4"))).isEqualTo(delivered);
            setup.assertPaidOnce();
            setup.assertWhole();
            StoreDamage.assertNone(store, ".mp4");
        }
    }

    private SimulatedProvider provider(String state) {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve(state), "60");
    }

    /** @return all that it said besides its result */
    private String render(SimulatedProvider provider, int exitCode, String... more) {
        List<String> command = new ArrayList<>(List.of("render", "film.yaml", "--store", "store"));
        command.addAll(List.of(more));
        try (Program render = new FramespanProgram(folder)
                .with("KLING_API_KEY", "test-key")
                .with("KLING_BASE_URL", provider.url())
                .start(command.toArray(String[]::new))) {
            render.assertEnds(exitCode, PATIENCE);
            return String.join("\n", render.err());
        }
    }

    private void assertDeliveredAsBefore() throws IOException {
        Path film = folder.resolve("again/film.mp4");
        assertThat(film).hasSameBinaryContentAs(folder.resolve("first/film.mp4"));
        assertThat(folder.resolve("again/contact-sheet.jpg"))
                .hasSameBinaryContentAs(folder.resolve("first/contact-sheet.jpg"));
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("again/film.json").toFile())
                        .path("picture")
                        .path("sha256")
                        .asText())
                .isEqualTo(StoreDamage.sha256(film));
    }
}
