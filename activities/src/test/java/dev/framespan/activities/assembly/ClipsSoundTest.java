package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clips' own sound in a film of cuts: as long as each picture, every sample counted. */
class ClipsSoundTest {
    @TempDir
    private static Path folder;

    private static MediaEngine engine;
    private static TestFilms films;

    @BeforeAll
    static void open() {
        engine = new MediaEngine(2);
        films = new TestFilms(folder.resolve("store"), new Format(160, 90, "24/1"), engine);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void itRunsThroughTheCutsWithoutHoleOrClick() throws Exception {
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            cuts.add(films.cut(
                    "shot" + i, ClipSpec.clip(160, 90, 25).startingAt(i * 25).sounding()));
        }

        DecodedFrames screening = screened(films, 600_000, cuts);

        assertThat(screening.numbers()).isEqualTo(TestFilms.numbers(0, 300));
        assertThat(screening.unevenAt(24)).isEmpty();
        assertThat(screening.clicks(100, 599_900)).isEmpty();
    }

    @Test
    void lengthsThatAreNoWholeSamplesNeverAddUp() throws Exception {
        TestFilms odd = new TestFilms(folder.resolve("odd"), new Format(160, 90, "30000/1001"), engine);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cuts.add(odd.cut(
                    "shot" + i,
                    ClipSpec.clip(160, 90, 7).at(30000, 1001).startingAt(i * 7).sounding()));
        }

        DecodedFrames screening = screened(odd, 112_112, cuts);

        assertThat(screening.numbers()).isEqualTo(TestFilms.numbers(0, 70));
        assertThat(screening.unevenAt(30000 / 1001.0)).isEmpty();
        assertThat(screening.clicks(100, 112_000)).isEmpty();
    }

    @Test
    void aSilentClipAmongOthersGetsSilence() throws Exception {
        List<Cut> cuts = List.of(
                films.cut("one", ClipSpec.clip(160, 90, 24).sounding()),
                films.cut("two", ClipSpec.clip(160, 90, 24).startingAt(24)),
                films.cut("three", ClipSpec.clip(160, 90, 24).startingAt(48).sounding()));

        DecodedFrames screening = screened(films, 144_000, cuts);

        assertThat(screening.clicks(100, 47_000)).isEmpty();
        assertThat(screening.loudest(49_500, 94_500)).isLessThan(0.01f);
        assertThat(screening.clicks(97_500, 143_000)).isEmpty();
    }

    @Test
    void soundLongerOrShorterThanItsPictureIsCutOrPadded() throws Exception {
        List<Cut> cuts = List.of(
                films.cut("one", ClipSpec.clip(160, 90, 24).with(new ClipSpec.Sound(48_000, 2, 60_000, 0))),
                films.cut(
                        "two",
                        ClipSpec.clip(160, 90, 24).startingAt(24).with(new ClipSpec.Sound(48_000, 2, 24_000, 48_000))),
                films.cut("three", ClipSpec.clip(160, 90, 24).startingAt(48).sounding()));

        DecodedFrames screening = screened(films, 144_000, cuts);

        assertThat(screening.clicks(100, 70_900)).isEmpty();
        assertThat(screening.loudest(73_500, 94_500)).isLessThan(0.01f);
        assertThat(screening.clicks(97_500, 143_000)).isEmpty();
    }

    @Test
    void monoSoundAtAnotherRateIsHeardOnBothSidesAsLoudAsTheOthers() throws Exception {
        List<Cut> cuts = List.of(
                films.cut("one", ClipSpec.clip(160, 90, 24).with(new ClipSpec.Sound(44_100, 1, 44_100, 0))),
                films.cut("two", ClipSpec.clip(160, 90, 24).startingAt(24).sounding()));

        assertThat(screened(films, 96_000, cuts).clicks(100, 95_900)).isEmpty();
    }

    /** The file says its length to the sample; FFmpeg, unlike browsers, plays the last block of AAC to its padded end. */
    private static DecodedFrames screened(TestFilms films, int samples, List<Cut> cuts) throws Exception {
        AssembledFilm film = films.made(JoinSettings.EVERY_FRAME, null, cuts.toArray(Cut[]::new));
        assertThat(film.conformed()).isEmpty();
        assertThat(Packets.soundLength(films.file(film))).isEqualTo(samples);
        DecodedFrames screening = films.screened(film);
        assertThat(screening.left().length).isBetween(samples, samples + 1_023);
        return screening;
    }
}
