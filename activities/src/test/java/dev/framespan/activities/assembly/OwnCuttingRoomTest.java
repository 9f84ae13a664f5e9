package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.TestSounds;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.planning.TimelinePlanner;
import dev.framespan.workflows.storyboard.checking.TimelineCheck;
import dev.framespan.workflows.storyboard.checking.TimelineChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film of an author's own files: every frame counted, found again, and only what changed made anew. */
class OwnCuttingRoomTest {
    private static final String[] THREE_REFRESHES = {
        "preset",
        "ultrafast",
        "x264-params",
        "bframes=2:b-adapt=0:b-pyramid=none:scenecut=0:keyint=8:min-keyint=8:open-gop=0"
    };
    private static final String TIMELINE =
            """
            title: Three
            joins: { similarity: off }
            sound:
              clips: mute
              music: { file: song.mp3, gain: -12, loop: true }
            clips:
              - { file: one.mp4, from: 0.25, transition: { crossfade: 0.25 } }
              - two.mp4
              - { file: three.mp4, to: 0.75, voice: { file: voice.mp3, at: 0.1 } }
            """;

    private static MediaEngine engine;

    @TempDir
    private Path folder;

    private DirectoryStore store;

    @BeforeAll
    static void startEngine() {
        engine = new MediaEngine(2);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void files() throws IOException {
        store = DirectoryStore.open(folder.resolve(".framespan"));
    }

    private void threeClips() throws IOException {
        clip("one.mp4", 0);
        clip("two.mp4", 24);
        clip("three.mp4", 48);
        TestSounds.mp3(folder.resolve("song.mp3"), 44_100, 22_050);
        TestSounds.mp3(folder.resolve("voice.mp3"), 44_100, 13_230);
    }

    private void clip(String name, int number) throws IOException {
        TestClips.second(folder.resolve(name), 160, 90, number, THREE_REFRESHES);
    }

    @Test
    void threeClipsWithATrimACrossfadeMusicAndAVoiceAreCutToTheFrame() throws Exception {
        threeClips();
        AssembledFilm film = cut(TIMELINE);

        DecodedFrames screening = DecodedFrames.of(store.file(film.film()));
        List<Integer> shown = screening.numbers();
        assertThat(shown).hasSize(18 + 24 - 6 + 18);
        assertThat(shown.subList(0, 12)).isEqualTo(numbers(6, 18));
        assertThat(shown.subList(18, 36)).isEqualTo(numbers(30, 48));
        assertThat(shown.subList(36, 54)).isEqualTo(numbers(48, 66));
        assertThat(screening.left()).hasSizeGreaterThanOrEqualTo(54 * 2_000);
        // The voice, and the music that goes on after it.
        assertThat(loudest(screening.left(), 80_000, 90_000)).isGreaterThan(0.05f);
        assertThat(loudest(screening.left(), 98_000, 105_000)).isBetween(0.005f, 0.5f);
        assertThat(film.conformed()).isEmpty();
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void aSecondCutIsFoundAgainAndAChangedClipCostsWhatItTouches() throws Exception {
        threeClips();
        AssembledFilm film = cut(TIMELINE);
        long records = records();
        assertThat(cut(TIMELINE)).isEqualTo(film);
        assertThat(records()).isEqualTo(records);

        clip("three.mp4", 148);
        AssembledFilm changed = cut(TIMELINE);
        assertThat(DecodedFrames.of(store.file(changed.film())).numbers().subList(36, 54))
                .isEqualTo(numbers(148, 166));
        // What the clip is, what is seen of it, the frames at its trimmed end, and the film: no crossfade, no mix.
        assertThat(records() - records).isEqualTo(4);
    }

    @Test
    void aFileThatIsNoClipOrSoundIsRefusedInOneSentenceWithItsPlace() throws Exception {
        clip("good.mp4", 0);
        byte[] good = Files.readAllBytes(folder.resolve("good.mp4"));
        Files.write(folder.resolve("empty.mp4"), new byte[0]);
        Files.writeString(folder.resolve("text.mp4"), "a gull over the water");
        Files.writeString(folder.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n");
        Files.write(folder.resolve("half.mp4"), Arrays.copyOf(good, good.length / 2));
        Files.writeString(folder.resolve("song.mp3"), "la la la");
        TimelineCheck check = check(
                room(ProgressListener.NONE),
                """
                sound: { music: song.mp3 }
                clips:
                  - empty.mp4
                  - text.mp4
                  - list.mp4
                  - half.mp4
                  - good.mp4
                """);

        assertThat(check.timeline()).isEmpty();
        assertThat(check.faults())
                .extracting(fault -> fault.line() + ":" + fault.column() + " " + fault.field())
                .containsExactly("1:17 sound.music", "3:5 clips[0]", "4:5 clips[1]", "5:5 clips[2]", "6:5 clips[3]");
        assertThat(check.faults()).allSatisfy(fault -> assertThat(fault.message())
                .contains("cannot be used: it ")
                .doesNotContain("\n"));
        assertThat(check.faults().get(1).message()).contains("an empty file");
        assertThat(check.faults().get(3).message()).contains("a playlist (HLS)");
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void filesThatChangeWhileTheyAreReadAreCutAsTheyWereLookedAt() throws Exception {
        threeClips();
        AtomicBoolean overwritten = new AtomicBoolean();
        OwnCuttingRoom watched = room(fraction -> {
            if (fraction > 0 && !overwritten.getAndSet(true)) {
                overwrite("two.mp4");
            }
        });
        assertThat(cut(watched, "clips: [two.mp4]").facts().frames()).isEqualTo(24);
        assertThat(overwritten).isTrue();

        clip("two.mp4", 24);
        OwnCuttingRoom room = room(ProgressListener.NONE);
        TimelineCheck check = check(room, TIMELINE);
        assertThat(check.faults()).isEmpty();
        List.of("one.mp4", "two.mp4", "three.mp4", "song.mp3", "voice.mp3").forEach(this::overwrite);
        AssembledFilm film = room.cut(TimelinePlanner.plan(check.timeline().orElseThrow(), room, "2026-11-26", false));
        assertThat(DecodedFrames.of(store.file(film.film())).numbers().subList(36, 54))
                .isEqualTo(numbers(48, 66));
        assertThat(check(room(ProgressListener.NONE), TIMELINE).faults()).hasSize(5);
    }

    private void overwrite(String name) {
        try {
            Files.writeString(folder.resolve(name), "ffconcat version 1.0\nfile /etc/passwd\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSignalEndsItWithoutAPartialFile() throws Exception {
        threeClips();
        OwnCuttingRoom room = room(fraction -> {
            throw new CancellationException("Ctrl-C");
        });
        assertThatThrownBy(() -> cut(room, TIMELINE)).isInstanceOf(CancellationException.class);
        assertThat(store.scratch()).isEmptyDirectory();
        assertThat(cut(TIMELINE).facts().frames()).isEqualTo(54);
    }

    private static float loudest(float[] samples, int from, int to) {
        float loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }

    private OwnCuttingRoom room(ProgressListener progress) {
        return new OwnCuttingRoom(store, engine, progress);
    }

    private AssembledFilm cut(String timeline) throws IOException {
        return cut(room(ProgressListener.NONE), timeline);
    }

    private AssembledFilm cut(OwnCuttingRoom room, String timeline) throws IOException {
        TimelineCheck check = check(room, timeline);
        assertThat(check.faults()).isEmpty();
        return room.cut(TimelinePlanner.plan(check.timeline().orElseThrow(), room, "2026-11-26", false));
    }

    private TimelineCheck check(OwnCuttingRoom room, String timeline) throws IOException {
        Path file = Files.writeString(folder.resolve("film.yaml"), timeline);
        return TimelineChecker.check(file, room, room);
    }

    /** How many derived things the store knows. */
    private long records() throws IOException {
        try (Stream<Path> files = Files.walk(store.root())) {
            return files.filter(file -> file.toString().contains("/derived/")
                            && file.toString().endsWith(".json"))
                    .count();
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
