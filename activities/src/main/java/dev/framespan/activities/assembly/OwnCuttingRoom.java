package dev.framespan.activities.assembly;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.planning.SoundAssets;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.ClipInspector;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts films of an author's own files, without a provider and without Temporal. Files are brought into the store first: what is decoded,
 * and what the film is made of, are the same bytes, and the next cut finds again what is known of them.
 *
 * <p>Progress is told in the thread that calls; what its listener throws ends all that is under way, and is thrown on.
 */
public final class OwnCuttingRoom implements ClipInspector, InputInspector, SoundAssets {
    private final Store store;
    private final MediaEngine engine;
    private final ProgressListener progress;
    private final ClipAnalyses analyses;
    private final KnownSounds known;
    private final Map<Path, Asset> sounds = new HashMap<>();

    /** @param progress of one thing after another, each from 0 to 1 */
    public OwnCuttingRoom(Store store, MediaEngine engine, ProgressListener progress) {
        this.store = store;
        this.engine = engine;
        this.progress = progress;
        this.analyses = new ClipAnalyses(store, engine);
        this.known = new KnownSounds(store, engine);
    }

    /** @throws UncheckedIOException when the store cannot be read or written */
    @Override
    public Map<Path, ClipInspector.Finding> inspect(Collection<Path> clips) {
        List<ParallelJobs.Job<ClipInspector.Finding>> jobs = new ArrayList<>();
        clips.forEach(clip -> jobs.add(part -> inspected(clip, part)));
        try {
            List<ClipInspector.Finding> findings = ParallelJobs.run(jobs, engine.processes(), progress);
            Map<Path, ClipInspector.Finding> found = new LinkedHashMap<>();
            clips.forEach(clip -> found.put(clip, findings.get(found.size())));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClipInspector.Finding inspected(Path clip, ProgressListener part) throws IOException {
        try {
            MediaType type = type(clip).filter(MediaType::isVideo).orElse(MediaType.MP4);
            FileSignature.require(clip, type);
            Asset asset = kept(clip, LARGEST_CLIP, type);
            return new ClipInspector.Clip(asset, analyses.of(asset, part).facts());
        } catch (UnusableMediaException e) {
            return new ClipInspector.Unusable("it " + e.getMessage());
        } catch (TooLargeException e) {
            return new ClipInspector.Unusable(e.getMessage());
        }
    }

    /** An author's file that cannot be read is the author's matter; a store that cannot be written is not. */
    private static Optional<MediaType> type(Path file) {
        try {
            return FileSignature.of(file);
        } catch (IOException e) {
            throw new UnusableMediaException("cannot be read (" + IoReason.of(e) + ")");
        }
    }

    private Asset kept(Path file, long most, MediaType type) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return store.keep(in, most, type);
        }
    }

    @Override
    public InputInspector.Finding inspectSound(Path file) {
        try {
            Optional<MediaType> type = type(file).filter(found -> found.isSound() || found.isVideo());
            if (type.isEmpty()) {
                return new InputInspector.Unusable("it is no WAV, MP3, FLAC, OGG or M4A, whatever its name says");
            }
            // The first bytes of an M4A may be those of any MP4.
            MediaType sound = type.get().isSound() ? type.get() : MediaType.M4A;
            Asset asset = kept(file, LARGEST_SOUND, sound);
            SoundFacts facts = known.of(asset, "", progress);
            sounds.put(file, asset);
            return new InputInspector.Sound(sound, Math.round(facts.seconds() * 1000));
        } catch (UnusableMediaException e) {
            return new InputInspector.Unusable("it " + e.getMessage());
        } catch (TooLargeException e) {
            return new InputInspector.Unusable(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it was looked at. */
    @Override
    public Asset sound(InputSource source) {
        return sounds.get(((InputSource.File) source).path());
    }

    @Override
    public InputInspector.Finding inspectPicture(Path file) {
        return new InputInspector.Unusable("no picture is taken here");
    }

    @Override
    public InputInspector.Finding inspectVideo(Path file) {
        return new InputInspector.Unusable("no reference video is taken here");
    }

    @Override
    public boolean mayBePublic(String host) {
        return false;
    }

    /**
     * Cuts a film as its timeline says; what was made before of the same clips is found again.
     *
     * @param timeline of what was looked at here
     * @throws UnusableMediaException when the clips cannot be joined so; the message names the shot
     */
    public AssembledFilm cut(Timeline timeline) throws IOException {
        return new FilmAssembly(timeline, store, engine).film(progress);
    }
}
