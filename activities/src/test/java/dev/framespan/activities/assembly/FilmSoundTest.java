package dev.framespan.activities.assembly;

import static dev.framespan.activities.assembly.TestFilms.over;
import static dev.framespan.activities.assembly.TestFilms.second;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film sounds as its timeline says: every sound in its place, and none where it does not fit. */
class FilmSoundTest {
    @TempDir
    private static Path folder;

    private static MediaEngine engine;
    private static TestFilms films;

    @BeforeAll
    static void open() {
        engine = new MediaEngine(2);
        films = new TestFilms(folder, new Format(160, 90, "24/1"), engine);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void musicVoiceAndEffectsAreHeardInTheirPlacesAndWrittenAsStems() throws Exception {
        FilmSound sound = new FilmSound(
                0,
                true,
                List.of(
                        cue(SoundCue.Kind.MUSIC, "music", 0.3, null, null, 0, true),
                        cue(SoundCue.Kind.EFFECT, "bang", 0.25, "two", null, 0.25, false),
                        cue(SoundCue.Kind.VOICE, "voice of shot three", 0.5, "three", "three", 0.25, false)),
                0,
                null,
                true);
        AssembledFilm film = films.made(
                JoinSettings.EVERY_FRAME,
                sound,
                films.cut("one", second(0)),
                films.cut("two", second(24)),
                films.cut("three", second(48)));

        assertThat(film.stems()).containsOnlyKeys("dialogue", "music", "effects");
        assertThat(film.facts().sound()).isTrue();
        assertHeard(film.stems().get("music"), 0, 3);
        assertHeard(film.stems().get("effects"), 1.25, 1.5);
        assertHeard(film.stems().get("dialogue"), 2.25, 2.75);
        DecodedFrames screening = films.screened(film);
        assertThat(screening.left().length).isBetween(3 * 48_000, 3 * 48_000 + 1_024);
        assertThat(screening.loudest(0, 48_000)).isGreaterThan(0.1f);
    }

    /** The film's three seconds, of which those between are loud, and the others silent. */
    private static void assertHeard(Asset stem, double from, double to) throws Exception {
        DecodedFrames heard = DecodedFrames.of(films.store().file(stem));
        assertThat(heard.left().length).isEqualTo(3 * 48_000);
        int begin = (int) (from * 48_000);
        int end = (int) (to * 48_000);
        for (int i = begin + 480; i + 960 < end; i += 480) {
            assertThat(heard.loudest(i, i + 480)).as("at %d", i).isGreaterThan(0.05f);
        }
        if (begin > 0) {
            assertThat(heard.loudest(0, begin - 1)).isLessThan(1e-4f);
        }
        if (end < heard.left().length) {
            assertThat(heard.loudest(end + 1, heard.left().length)).isLessThan(1e-4f);
        }
    }

    @Test
    void aSoundThatDoesNotFitIsRefusedWithItsShotAndTheCure() throws Exception {
        Cut one = films.cut("one", second(0));
        Cut two = films.cut("two", second(24));
        assertRefused(
                cue(SoundCue.Kind.VOICE, "voice of shot one", 1.25, "one", "one", 0, false),
                one,
                two,
                "voice of shot one lasts 1.25 s",
                "1.00 s for it until shot one ends",
                "make the shot longer");
        // Half a second of what would be heard falls behind the end of its shot.
        assertRefused(
                cue(SoundCue.Kind.VOICE, "voice of shot one", 0.75, "one", "one", 0.75, false),
                one,
                two,
                "0.25 s for it until shot one ends");
        assertRefused(
                cue(SoundCue.Kind.EFFECT, "bang", 0.5, "two", null, 1.5, false),
                one,
                two,
                "bang begins after 2.50 s",
                "ends after 2.00 s");
        assertRefused(
                cue(SoundCue.Kind.EFFECT, "bang", 0.5, "gull", null, 0, false),
                one,
                two,
                "shot gull",
                "name one of its");
        Asset silent = films.cut("silent", ClipSpec.clip(160, 90, 3)).clip();
        for (boolean loop : new boolean[] {false, true}) {
            SoundCue music = new SoundCue(SoundCue.Kind.MUSIC, "music", silent, null, null, 0, null, 0, 0, 0, loop);
            assertRefused(music, one, two, "music ");
        }
    }

    private static void assertRefused(SoundCue cue, Cut one, Cut two, String... words) throws Exception {
        FilmSound sound = new FilmSound(0, false, List.of(cue), 0, null, false);
        films.assertRefused(films.timeline(JoinSettings.EVERY_FRAME, sound, one, two), words);
    }

    @Test
    void theSoundFadesWithThePictureAtTheFilmsEnd() throws Exception {
        AssembledFilm film = films.made(
                JoinSettings.EVERY_FRAME,
                null,
                films.cut("one", second(0)),
                over(films.cut("two", second(24)), new Transition(Transition.Kind.FADE_TO, 0.5, "black")));

        assertThat(film.facts().frames()).isEqualTo(48);
        DecodedFrames screening = films.screened(film);
        assertThat(screening.numbers().subList(0, 36)).isEqualTo(TestFilms.numbers(0, 36));
        assertThat(screening.numbers().get(47)).isZero();
        assertThat(screening.clicks(2_000, 71_000)).isEmpty();
        assertThat(screening.loudest(71_000, 73_000)).isGreaterThan(0.35f);
        assertThat(screening.loudest(94_000, 96_000)).isLessThan(0.1f);
    }

    private static SoundCue cue(
            SoundCue.Kind kind, String name, double length, String shot, String until, double at, boolean loop)
            throws Exception {
        return new SoundCue(kind, name, films.sound(length), shot, until, at, null, -6, 0, 0, loop);
    }
}
