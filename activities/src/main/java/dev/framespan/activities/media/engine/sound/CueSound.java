package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A sound file as 48 kHz stereo, decoded as it is asked for, over and over if it is a loop. */
final class CueSound implements SampleSource {
    private final Path path;
    private final MediaType type;
    private final boolean loop;
    private final SampleQueue waiting = new SampleQueue();
    private SoundFile file;
    private Decoder decoder;
    private Resampler resampler;
    private boolean heard;
    private boolean ended;

    CueSound(Path path, MediaType type, boolean loop) throws IOException {
        this.path = path;
        this.type = type;
        this.loop = loop;
        open();
    }

    private void open() throws IOException {
        file = SoundFile.open(path, type);
        boolean open = false;
        try {
            decoder = new Decoder(file.sound().codecpar(), file.sound().time_base(), "block of sound");
            open = true;
        } finally {
            if (!open) {
                file.close();
            }
        }
        heard = false;
    }

    @Override
    public void read(float[] left, float[] right, int count) throws IOException {
        int done = readSome(left, right, count);
        SampleQueue.silence(left, right, done, count);
    }

    /** @return fewer than asked for at the end alone */
    int readSome(float[] left, float[] right, int count) throws IOException {
        int done = waiting.take(left, right, 0, count);
        while (done < count && !ended) {
            decodeMore();
            done += waiting.take(left, right, done, count - done);
        }
        return done;
    }

    private void decodeMore() throws IOException {
        AVPacket packet = file.read();
        if (packet != null) {
            decode(packet);
            return;
        }
        decode(null);
        if (loop && heard) {
            // The same resampler goes on: at the seam the waveform runs through it as if it were one sound.
            closeFile();
            open();
        } else {
            if (resampler != null) {
                resampler.convert(null, waiting::add);
            }
            ended = true;
        }
    }

    private void decode(AVPacket packet) throws IOException {
        try {
            decoder.decode(packet, this::hear);
        } catch (UnusableMediaException e) {
            // The file was decoded when it was checked: the rest of an MP3's last frame and tags are all that is left.
            if (type != MediaType.MP3) {
                throw e;
            }
        }
    }

    private void hear(AVFrame frame) throws IOException {
        heard = true;
        if (resampler == null) {
            resampler = new Resampler(frame);
        }
        resampler.convert(frame, waiting::add);
    }

    private void closeFile() {
        decoder.close();
        file.close();
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
        closeFile();
    }
}
