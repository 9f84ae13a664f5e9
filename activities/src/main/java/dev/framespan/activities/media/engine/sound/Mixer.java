package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.assembly.SoundCue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums up everything that is heard, block by block, in three stems: voices, music, and effects with the clips' own sound. */
final class Mixer implements AutoCloseable {
    /** Samples in a block, 100 ms. */
    static final int BLOCK = Mp4Writer.SAMPLE_RATE / 10;

    /** Both channels of a block. */
    record Bus(float[] left, float[] right) {
        Bus() {
            this(new float[BLOCK], new float[BLOCK]);
        }

        private void clear() {
            SampleQueue.silence(left, right, 0, BLOCK);
        }

        private void add(Bus other) {
            for (int i = 0; i < BLOCK; i++) {
                left[i] += other.left[i];
                right[i] += other.right[i];
            }
        }
    }

    final Bus dialogue = new Bus();
    final Bus music = new Bus();
    final Bus effects = new Bus();
    final Bus mix = new Bus();
    private final Bus clips = new Bus();
    private final long samples;
    private final Playing clipParts;
    private final Playing voiceParts;
    private final Playing musicParts;
    private final Playing effectParts;
    private final Cuts cuts;
    private final Cuts ends;
    private final Ducking ducking;
    private long position;

    /** @param listening told while the voices are listened to, which comes first */
    Mixer(MixSpec spec, ProgressListener listening) throws IOException {
        this.samples = spec.samples();
        List<MixPart> fromClips = spec.clips().stream().map(Mixer::part).toList();
        List<Voice> voices = new ArrayList<>();
        List<List<MixPart>> cues = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (MixSpec.CuePart cue : spec.cues()) {
            double gain = 0;
            if (cue.kind() == SoundCue.Kind.VOICE) {
                Voice voice = Voice.listen(cue, listening);
                voices.add(voice);
                gain = voice.gain();
            }
            cues.get(cue.kind().ordinal()).add(part(cue, gain));
        }
        this.clipParts = new Playing(fromClips);
        this.voiceParts = new Playing(cues.get(SoundCue.Kind.VOICE.ordinal()));
        this.musicParts = new Playing(cues.get(SoundCue.Kind.MUSIC.ordinal()));
        this.effectParts = new Playing(cues.get(SoundCue.Kind.EFFECT.ordinal()));
        this.cuts = Cuts.between(fromClips, samples);
        this.ends = Cuts.atEndsOf(cues.stream().flatMap(List::stream).toList(), samples);
        this.ducking = new Ducking(spec.duck(), voices);
    }

    private static MixPart part(MixSpec.ClipPart clip) {
        return new MixPart(clip.file(), clip.start(), clip.length(), clip.fadeIn(), clip.fadeOut(), clip.gain(), () -> {
            ClipSound sound = new ClipSound(clip.file(), ClipSound.pictureStart(clip.file()));
            skip(sound, clip.from());
            return sound;
        });
    }

    private static MixPart part(MixSpec.CuePart cue, double gain) {
        return new MixPart(
                cue.file(),
                cue.start(),
                cue.length(),
                cue.fadeIn(),
                cue.fadeOut(),
                cue.gain() + gain,
                () -> new CueSound(cue.file(), cue.type(), cue.loop()));
    }

    private static void skip(SampleSource sound, long samples) throws IOException {
        float[] left = new float[BLOCK];
        float[] right = new float[BLOCK];
        boolean skipped = false;
        try {
            for (long done = 0; done < samples; done += BLOCK) {
                sound.read(left, right, (int) Math.min(BLOCK, samples - done));
            }
            skipped = true;
        } finally {
            if (!skipped) {
                sound.close();
            }
        }
    }

    long position() {
        return position;
    }

    /** Mixes the next block. @return how many samples of it belong to the film; 0 at its end */
    int next() throws IOException {
        int count = (int) Math.min(BLOCK, samples - position);
        if (count <= 0) {
            return 0;
        }
        List.of(dialogue, music, effects, mix, clips).forEach(Bus::clear);
        cuts.judgeUntil(position + count);
        ends.judgeUntil(position + count);
        clipParts.addTo(clips, position, count);
        voiceParts.addTo(dialogue, position, count);
        musicParts.addTo(music, position, count);
        effectParts.addTo(effects, position, count);
        ducking.apply(clips, music, position, count);
        effects.add(clips);
        mix.add(dialogue);
        mix.add(music);
        mix.add(effects);
        position += count;
        return count;
    }

    /** Where clips met with a jump, in samples. */
    List<Long> clicks() {
        return cuts.clicks();
    }

    @Override
    public void close() {
        List.of(clipParts, voiceParts, musicParts, effectParts).forEach(Playing::close);
    }

    /** The sounds of one kind: those that are heard now are open, and no others. */
    private static final class Playing {
        private final List<MixPart> coming;
        private final List<MixPart> heard = new ArrayList<>();

        Playing(List<MixPart> parts) {
            this.coming = new ArrayList<>(parts);
            coming.sort(Comparator.comparingLong(MixPart::start).reversed());
        }

        void addTo(Bus bus, long position, int count) throws IOException {
            while (!coming.isEmpty() && coming.get(coming.size() - 1).start() < position + count) {
                heard.add(coming.remove(coming.size() - 1));
            }
            for (MixPart part : heard) {
                part.addTo(bus.left, bus.right, position, count);
            }
            heard.removeIf(part -> part.end() <= position + count);
        }

        void close() {
            heard.forEach(MixPart::close);
            coming.forEach(MixPart::close);
        }
    }
}
