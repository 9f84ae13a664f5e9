package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.TestSounds;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cutting room with a store of its own: films of clips that were made for them, to be counted. */
public final class TestFilms {
    /** The film's own sound is not heard. */
    static final FilmSound MUTE = new FilmSound(0, true, List.of(), 0, null, false);

    private static final String[] OFTEN = {
        "preset",
        "ultrafast",
        "x264-params",
        "bframes=2:b-adapt=0:b-pyramid=none:scenecut=0:keyint=8:min-keyint=8:open-gop=0"
    };

    private final Path folder;
    private final Format format;
    private final DirectoryStore store;
    private final MediaEngine engine;

    /** @param folder of the store, which is made where it is not there */
    public TestFilms(Path folder, Format format, MediaEngine engine) {
        this.folder = folder;
        this.format = format;
        this.store = DirectoryStore.open(folder);
        this.engine = engine;
    }

    public DirectoryStore store() {
        return store;
    }

    /** 24 frames at 24 a second with sound, a refresh every third of a second. */
    public static ClipSpec second(int number) {
        return ClipSpec.clip(160, 90, 24)
                .startingAt(number)
                .by("libx264", OFTEN)
                .sounding();
    }

    public static ClipSpec often(ClipSpec clip) {
        return clip.by("libx264", OFTEN);
    }

    public Cut cut(String id, ClipSpec clip) throws IOException {
        Path file = clip.in(scratch(MediaType.MP4));
        MediaFacts facts = engine.decode(file, MediaType.MP4, ProgressListener.NONE);
        return new Cut(id, store.keep(file, MediaType.MP4), facts);
    }

    public static Cut over(Cut cut, Transition transition) {
        return new Cut(cut.id(), cut.clip(), cut.facts(), cut.trim(), transition, cut.sound(), cut.chapter());
    }

    /** A sine of two channels. */
    Asset sound(double seconds) throws IOException {
        Path file = scratch(MediaType.WAV);
        TestSounds.wav(file, Math.round(seconds * 48_000));
        return store.keep(file, MediaType.WAV);
    }

    private Path scratch(MediaType type) throws IOException {
        return store.scratch().resolve(UUID.randomUUID() + "." + type.extension());
    }

    public static JoinSettings settings(RenderMode mode, boolean alikeDropped, Transition unlike, boolean decodeAll) {
        return new JoinSettings(mode, Fit.PAD, alikeDropped ? 0.95 : 2, alikeDropped ? 30 : 0, unlike, decodeAll);
    }

    public Timeline timeline(JoinSettings settings, FilmSound sound, Cut... cuts) {
        return new Timeline(format, List.of(cuts), settings, sound, null);
    }

    public AssembledFilm made(Timeline timeline) throws IOException {
        AssembledFilm film = new FilmAssembly(timeline, store, engine).film(ProgressListener.NONE);
        assertThat(film.facts().frames()).isEqualTo(film.layout().frames());
        assertThat(store.scratch()).isEmptyDirectory();
        return film;
    }

    public AssembledFilm made(JoinSettings settings, FilmSound sound, Cut... cuts) throws IOException {
        return made(timeline(settings, sound, cuts));
    }

    void assertRefused(Timeline timeline, String... words) throws IOException {
        assertThatThrownBy(() -> made(timeline)).hasMessageContainingAll(words);
        assertThat(store.scratch()).isEmptyDirectory();
    }

    public Path file(AssembledFilm film) throws IOException {
        return store.file(film.film());
    }

    DecodedFrames screened(AssembledFilm film) throws Exception {
        return DecodedFrames.of(file(film));
    }

    JoinReport report(AssembledFilm film) throws IOException {
        return Payloads.json().readValue(store.file(film.report()).toFile(), JoinReport.class);
    }

    /** How many frames of a film were encoded for it. */
    public long encoded(AssembledFilm film) throws IOException {
        return report(film).encoded();
    }

    /** How many derived things the store knows. */
    long records() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/derived/")
                            && file.toString().endsWith(".json"))
                    .count();
        }
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
