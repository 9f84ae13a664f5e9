package dev.framespan.activities.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.Piece;
import dev.framespan.activities.media.Progress;
import dev.framespan.assembly.Format;
import dev.framespan.asset.MediaFacts;
import dev.framespan.asset.MediaType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips become a film: every frame and every sample counted. */
class JoinTest {
    private static final Format FORMAT = new Format(160, 90, "24/1");
    private static MediaEngine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        engine = new MediaEngine(1);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void twelveClipsOfOneEncoderAreCopiedPacketByPacket() throws Exception {
        List<Piece> pieces = clips(12, 25, false);

        Path film = folder.resolve("film.mp4");
        MediaFacts facts = engine.join(pieces, FORMAT, film, Progress.NONE);

        assertThat(facts.frames()).isEqualTo(300);
        assertThat(facts.sound()).isFalse();
        Screening screening = Screening.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(300));
        assertThat(screening.unevenAt(24)).isEmpty();
        assertThat(screening.left()).isEmpty();
        List<String> packets = new ArrayList<>();
        for (Piece piece : pieces) {
            packets.addAll(Packets.hashes(piece.file()));
        }
        assertThat(Packets.hashes(film)).isEqualTo(packets);
    }

    private List<Piece> clips(int count, int frames, boolean sound) throws Exception {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Recipe recipe = Recipe.clip(160, 90, frames).startingAt(i * frames);
            pieces.add(piece(sound ? recipe.sounding() : recipe));
        }
        return pieces;
    }

    private Piece piece(Recipe recipe) throws Exception {
        Path file = recipe.in(Files.createTempFile(folder, "clip", ".mp4"));
        MediaFacts facts = engine.decode(file, MediaType.MP4, Progress.NONE);
        return new Piece(file, facts.frames(), facts.rate(), facts.sound());
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
