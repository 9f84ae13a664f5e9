package dev.framespan.activities.assembly;

import static dev.framespan.activities.assembly.TestFilms.MUTE;
import static dev.framespan.activities.assembly.TestFilms.often;
import static dev.framespan.activities.assembly.TestFilms.over;
import static dev.framespan.activities.assembly.TestFilms.second;
import static dev.framespan.activities.assembly.TestFilms.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the middle of cutting leaves nothing half done, and no damage becomes part of a film. */
class FilmInTroubleTest {
    @TempDir
    private Path folder;

    private MediaEngine engine;
    private TestFilms films;

    @BeforeEach
    void open() {
        engine = new MediaEngine(2);
        films = new TestFilms(folder, new Format(160, 90, "24/1"), engine);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void cancelledWhileBridgesAreEncodedItEndsItsProcessesAndLeavesNothingHalfDone() throws Exception {
        TestFilms large = new TestFilms(folder, new Format(640, 360, "24/1"), engine);
        Transition fade = Transition.crossfade(1);
        Cut[] cuts = new Cut[4];
        for (int i = 0; i < 4; i++) {
            Cut cut = large.cut("shot" + i, often(ClipSpec.clip(640, 360, 60).startingAt(i * 60)));
            cuts[i] = i < 3 ? over(cut, fade) : cut;
        }
        Timeline timeline = large.timeline(JoinSettings.EVERY_FRAME, MUTE, cuts);
        AtomicBoolean encoding = new AtomicBoolean();

        assertThatThrownBy(() -> assemble(timeline, fraction -> {
                    if (fraction > 0.65 && fraction < 0.85 && !encoding.getAndSet(true)) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(encoding).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(children()).isEmpty();
        assertThat(films.store().scratch()).isEmptyDirectory();
        // Four analyses are whole; no bridge and no film is.
        assertThat(films.records()).isEqualTo(4);
        assertThat(large.made(timeline).facts().frames()).isEqualTo(4 * 60 - 3 * 24);
    }

    @Test
    void closingTheEngineCancelsTheFilmThatItIsAtWorkOnAndIsNoCrash() throws Exception {
        Timeline timeline = films.timeline(
                JoinSettings.EVERY_FRAME, null, films.cut("one", second(0)), films.cut("two", second(24)));

        assertThatThrownBy(() -> assemble(timeline, fraction -> engine.close()))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the media engine is closed");
        assertThat(films.store().scratch()).isEmptyDirectory();
    }

    private Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    @Test
    void aClipThatIsDamagedAtAnyMomentIsSaidWithItsShotAndNoFilmIsMadeOfIt() throws Exception {
        Cut one = over(films.cut("one", second(0)), Transition.crossfade(0.25));
        Cut two = films.cut("two", second(24));
        for (double moment : new double[] {0, 0.2, 0.5}) {
            Timeline timeline = films.timeline(
                    JoinSettings.EVERY_FRAME, null, films.cut("zero", second(500 + (int) (moment * 100))), one, two);
            Path file = films.store().file(two.clip());
            byte[] good = Files.readAllBytes(file);
            AtomicBoolean damaged = new AtomicBoolean(moment == 0);
            if (damaged.get()) {
                overwrite(file, flipped(good));
            }
            assertThatThrownBy(() -> assemble(timeline, fraction -> {
                        if (fraction >= moment && !damaged.getAndSet(true)) {
                            overwrite(file, flipped(good));
                        }
                    }))
                    .as("damaged after %s of the work", moment)
                    .isInstanceOf(ApplicationFailure.class)
                    .hasMessageContaining("shot two: ")
                    .hasMessageContaining("render again");
            assertThat(films.store().scratch()).isEmptyDirectory();
            overwrite(file, good);
            assertThat(films.made(timeline).facts().frames()).isEqualTo(66);
        }
    }

    @Test
    void aFilmThatIsFoundAgainIsDecodedWholeWhereThatIsWanted() throws Exception {
        Cut one = films.cut("one", second(0));
        Cut two = films.cut("two", second(24));
        AssembledFilm film = films.made(JoinSettings.EVERY_FRAME, null, one, two);
        JoinSettings whole = settings(RenderMode.SMART, false, null, true);
        long records = films.records();
        assertThat(films.made(whole, null, one, two)).isEqualTo(film);
        assertThat(films.records()).isEqualTo(records);

        // A film that does not decode, and of which the store knows no damage.
        byte[] bytes = Files.readAllBytes(films.file(film));
        Asset broken = films.store()
                .keep(Files.write(films.store().scratch().resolve("broken"), flipped(bytes)), MediaType.MP4);
        replaceInRecords(film.film().sha256(), broken.sha256());

        assertThat(films.made(JoinSettings.EVERY_FRAME, null, one, two).film()).isEqualTo(broken);
        films.assertRefused(films.timeline(whole, null, one, two), "the film ");
        assertThat(films.made(JoinSettings.EVERY_FRAME, null, one, two).film())
                .as("what was found bad is not found again")
                .isEqualTo(film.film());
    }

    @Test
    void aFilmThatIsWrittenIsNotWrittenAgainBecauseItsReportFailed() throws Exception {
        Timeline timeline = films.timeline(
                JoinSettings.EVERY_FRAME, MUTE, films.cut("one", second(0)), films.cut("two", second(24)));
        List<MediaType> kept = new ArrayList<>();
        Store store = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("keep") && arguments.length == 2) {
                        boolean first = kept.stream().noneMatch(arguments[1]::equals);
                        kept.add((MediaType) arguments[1]);
                        if (first && arguments[1] == MediaType.JPG) {
                            throw new IOException("Input/output error");
                        }
                    }
                    try {
                        return method.invoke(films.store(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        assertThatThrownBy(() -> new FilmAssembly(timeline, store, engine).film(ProgressListener.NONE))
                .isInstanceOf(IOException.class);
        AssembledFilm film = new FilmAssembly(timeline, store, engine).film(ProgressListener.NONE);

        assertThat(kept)
                .filteredOn(type -> type == MediaType.MP4 || type == MediaType.JPG)
                .containsExactly(MediaType.MP4, MediaType.JPG, MediaType.JPG);
        assertThat(films.store().isIntact(film.film())).isTrue();
    }

    private AssembledFilm assemble(Timeline timeline, ProgressListener progress) throws IOException {
        return new FilmAssembly(timeline, films.store(), engine).film(progress);
    }

    /** In the middle of the media. */
    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < 48; i++) {
            flipped[bytes.length / 2 + i] ^= 0x55;
        }
        return flipped;
    }

    private static void overwrite(Path file, byte[] bytes) {
        try {
            file.toFile().setWritable(true);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void replaceInRecords(String old, String other) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : List.copyOf(files.toList())) {
                if (file.toString().contains("/derived/") && file.toString().endsWith(".json")) {
                    overwrite(file, Files.readString(file).replace(old, other).getBytes());
                }
            }
        }
    }
}
