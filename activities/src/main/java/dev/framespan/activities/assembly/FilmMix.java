package dev.framespan.activities.assembly;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.MixFacts;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The sound of a film: from its layout to samples, and mixed once for the same clips in the same places. */
final class FilmMix {
    private static final int RATE = FilmSound.SAMPLE_RATE;

    private final Timeline timeline;
    private final FilmSound sound;
    private final FilmLayout layout;
    private final List<FilmLayout.Join> joins;
    private final FrameRate rate;
    private final MediaEngine engine;
    private final CutFiles files;
    private final DerivedAssets derived;

    /**
     * A mix that was made.
     *
     * @param sound MP4 with one AAC track
     * @param stems WAV files by their name
     */
    record Mixed(Asset sound, MixFacts facts, Map<String, Asset> stems) {
        Mixed {
            stems = stems == null ? Map.of() : Map.copyOf(stems);
        }

        List<Asset> assets() {
            List<Asset> all = new ArrayList<>(stems.values());
            all.add(sound);
            return all;
        }
    }

    /** Where bytes come from: their files for the engine, their names for a key. */
    private interface Naming {
        Path of(Asset asset, String whose) throws IOException;
    }

    /**
     * @param timeline of the clips as they stand in the film
     * @param joins one for each of them
     */
    FilmMix(
            Timeline timeline,
            FilmLayout layout,
            List<FilmLayout.Join> joins,
            MediaEngine engine,
            CutFiles files,
            DerivedAssets derived) {
        this.timeline = timeline;
        this.sound = timeline.heard();
        this.layout = layout;
        this.joins = List.copyOf(joins);
        this.rate = FrameRate.parse(timeline.format().rate());
        this.engine = engine;
        this.files = files;
        this.derived = derived;
    }

    /** Where the sound of a frame starts, in samples: from the film's start each time, so that rounding never adds up. */
    static long samples(long frame, FrameRate rate) {
        return (2 * frame * RATE * rate.seconds() + rate.frames()) / (2L * rate.frames());
    }

    /** @return null for a film in which nothing is heard */
    Mixed mixed(ProgressListener progress) throws IOException {
        MixSpec named = spec((asset, whose) -> Path.of("/", asset.sha256()), progress);
        if (named.clips().isEmpty() && named.cues().isEmpty()) {
            return null;
        }
        String key = DerivedAssets.key(
                "mix",
                engine.version(),
                Payloads.json().writeValueAsString(named),
                sound.stems() ? "with stems" : "without stems");
        return derived.ofAll(key, Mixed.class, Mixed::assets, () -> {
            MixSpec spec = spec((asset, whose) -> files.intact(asset, whose, "the sound"), progress);
            try (CutFiles.Scratch out = files.scratch(MediaType.M4A);
                    CutFiles.Scratch folder = files.folder()) {
                MixFacts facts = engine.mix(spec, out.file(), sound.stems() ? folder.file() : null, progress);
                Map<String, Asset> stems = new TreeMap<>();
                for (String stem : sound.stems() ? FilmSound.STEMS : List.<String>of()) {
                    Path wav = folder.file().resolve(stem + ".wav");
                    if (Files.exists(wav)) {
                        stems.put(stem, files.keep(wav, MediaType.WAV));
                    }
                }
                return new Mixed(files.keep(out.file(), MediaType.M4A), facts, stems);
            }
        });
    }

    private MixSpec spec(Naming naming, ProgressListener progress) throws IOException {
        List<MixSpec.ClipPart> parts = new ArrayList<>();
        for (int i = 0; i < timeline.cuts().size(); i++) {
            Cut cut = timeline.cuts().get(i);
            CutSound own = cut.sound() == null ? CutSound.AS_IT_IS : cut.sound();
            if (cut.facts().sound() && !own.mute() && !sound.clipsMute()) {
                parts.add(part(i, naming.of(cut.clip(), "shot " + cut.id() + ": "), sound.clipsGain() + own.gain()));
            }
        }
        List<MixSpec.CuePart> cues = new ArrayList<>();
        for (SoundCue cue : sound.cues()) {
            cues.add(part(cue, naming.of(cue.sound(), cue.name() + ": "), progress));
        }
        return new MixSpec(samples(layout.frames()), parts, cues, sound.duck(), sound.loudness());
    }

    private MixSpec.ClipPart part(int cut, Path file, double gain) {
        FilmLayout.Place place = layout.places().get(cut);
        long start = samples(place.start());
        long end = samples(place.end());
        long fadeIn = samples(place.start() + fadeIn(cut, place)) - start;
        long fadeOut = end - samples(place.end() - fadeOut(cut, place));
        return new MixSpec.ClipPart(file, samples(place.range().from()), start, end - start, fadeIn, fadeOut, gain);
    }

    private long fadeIn(int cut, FilmLayout.Place place) {
        Transition before = cut == 0 ? Transition.CUT : joins.get(cut - 1).transition();
        return before.kind() == Transition.Kind.DIP ? before.framesAfter(rate) : place.overlapBefore();
    }

    /** A picture that goes into a colour takes its sound with it. */
    private long fadeOut(int cut, FilmLayout.Place place) {
        Transition after = joins.get(cut).transition();
        return switch (after.kind()) {
            case FADE_TO, DIP -> after.framesBefore(rate);
            case CUT, CROSSFADE, WIPE, SLIDE, MATCH -> place.overlapAfter();
        };
    }

    private MixSpec.CuePart part(SoundCue cue, Path file, ProgressListener progress) throws IOException {
        long film = samples(layout.frames());
        long start = (cue.shot() == null ? 0 : samples(place(cue, cue.shot()).start())) + Math.round(cue.at() * RATE);
        if (start >= film) {
            throw new UnusableMediaException(String.format(
                    Locale.ROOT,
                    "%s begins after %.2f s, and the film ends after %.2f s; let it begin earlier",
                    cue.name(),
                    (double) start / RATE,
                    (double) film / RATE));
        }
        // Always listened to, so that one that is no sound is refused by its name and not by its file's.
        SoundFacts facts = facts(cue, progress);
        long length;
        if (cue.seconds() != null) {
            length = Math.round(cue.seconds() * RATE);
        } else {
            length = cue.loop() ? film - start : facts.samples();
        }
        if (cue.until() != null) {
            demandWithin(cue, start, length);
        }
        return new MixSpec.CuePart(
                cue.kind(),
                file,
                cue.sound().type(),
                start,
                Math.min(length, film - start),
                Math.round(cue.fadeIn() * RATE),
                Math.round(cue.fadeOut() * RATE),
                cue.gain(),
                cue.loop());
    }

    private void demandWithin(SoundCue cue, long start, long length) {
        long end = samples(place(cue, cue.until()).end());
        if (start + length > end) {
            throw new UnusableMediaException(String.format(
                    Locale.ROOT,
                    "%s lasts %.2f s, and there are %.2f s for it until shot %s ends; make the shot longer, the text"
                            + " shorter, or let it begin earlier",
                    cue.name(),
                    (double) length / RATE,
                    (double) Math.max(0, end - start) / RATE,
                    cue.until()));
        }
    }

    private FilmLayout.Place place(SoundCue cue, String shot) {
        return layout.places().stream()
                .filter(place -> place.id().equals(shot))
                .findFirst()
                .orElseThrow(() -> new UnusableMediaException(cue.name() + " is placed by shot " + shot
                        + ", which the film does not have; name one of its shots"));
    }

    private SoundFacts facts(SoundCue cue, ProgressListener progress) throws IOException {
        try {
            return new KnownSounds(engine, files, derived).of(cue.sound(), cue.name() + ": ", progress);
        } catch (UnusableMediaException e) {
            throw new UnusableMediaException(cue.name() + " " + e.getMessage());
        }
    }

    private long samples(long frame) {
        return samples(frame, rate);
    }
}
