package dev.framespan.activities.assembly;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import java.io.IOException;
import java.util.List;

/** What is known of sounds, each decoded once: what was found out before is found again by the sound's bytes. */
final class KnownSounds {
    private final MediaEngine engine;
    private final CutFiles files;
    private final DerivedAssets derived;

    KnownSounds(Store store, MediaEngine engine) {
        this(engine, new CutFiles(store), new DerivedAssets(store));
    }

    KnownSounds(MediaEngine engine, CutFiles files, DerivedAssets derived) {
        this.engine = engine;
        this.files = files;
        this.derived = derived;
    }

    /**
     * Decodes the whole of a sound, unless that was done before.
     *
     * @param whose for the message where it is missing: "music: ", or nothing
     * @throws dev.framespan.activities.media.protocol.UnusableMediaException when it cannot be decoded to its end
     */
    SoundFacts of(Asset sound, String whose, ProgressListener progress) throws IOException {
        String key = DerivedAssets.key("sound", engine.version(), sound.sha256());
        return derived.ofAll(
                key,
                SoundFacts.class,
                known -> List.of(),
                () -> engine.checkSound(files.intact(sound, whose, "the sound"), sound.type(), progress));
    }
}
