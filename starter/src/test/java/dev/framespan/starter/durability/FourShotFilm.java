package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A film of four shots with a keyframe that two of them share, the provider that makes them, and the folder with their store. */
final class FourShotFilm implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String STORYBOARD =
            """
            title: Four shots
            keyframes:
              dawn: { prompt: a hill at dawn }
            shots:
              - { id: hill, from: dawn, duration: 3, prompt: the sun rises }
              - { id: tree, from: dawn, duration: 3, prompt: a tree in the wind }
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: boat, duration: 3, prompt: a boat at rest }
            """;

    final Path folder;
    final SimulatedProvider provider;

    FourShotFilm(Path folder, String speed) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("film.yaml"), STORYBOARD);
        this.provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), speed);
    }

    /** The program, with the provider to be paid. */
    FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    /** Waits until so many tasks are at the provider and the ledger knows them all, and one of them is in this state. */
    void awaitTasks(int number, String status) {
        Await.until(number + " tasks, one " + status, PATIENCE, () -> {
            List<SimulatedProvider.Charge> charges = provider.charges();
            return charges.size() >= number
                    && submitted() == charges.size()
                    && charges.stream().anyMatch(charge -> charge.status().equals(status));
        });
    }

    private int submitted() {
        Path ledger = folder.resolve("store/ledger");
        if (!Files.exists(ledger)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(ledger)) {
            return (int) files.filter(file -> file.getFileName().toString().contains("-submitted"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One charge for each of the keyframe and the four shots, and none given back. */
    void assertPaidOnce() {
        List<SimulatedProvider.Charge> charges = provider.charges();
        assertThat(charges).hasSize(5).noneMatch(SimulatedProvider.Charge::refunded);
        assertThat(charges.stream().map(SimulatedProvider.Charge::prompt).collect(Collectors.toSet()))
                .hasSize(5);
    }

    /** The film shows every frame of every clip, in the storyboard's order, once. */
    void assertWhole() throws IOException {
        List<Long> film = FilmComparison.frames(folder.resolve("out/film.mp4"));

        assertThat(film).hasSize(4 * 3 * 24);
        assertThat(film)
                .isEqualTo(FilmComparison.framesOfClips(folder.resolve("out/film.json"), folder.resolve("store")));
    }

    @Override
    public void close() {
        provider.close();
    }
}
