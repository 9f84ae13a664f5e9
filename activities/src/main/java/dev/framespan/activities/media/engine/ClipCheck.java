package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a clip from end to end, in this order: first bytes, index, policy, whether the file is as long as its index says, every
 * frame and every sample. Probing alone finds neither a truncated file nor a flipped bit.
 */
final class ClipCheck implements AutoCloseable {
    private static final Set<String> PICTURE_CODECS = Set.of("h264", "hevc", "av1", "vp9", "mpeg4", "prores");
    private static final Set<String> SOUND_CODECS = Set.of(
            "aac", "mp3", "opus", "flac", "alac", "ac3", "eac3", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_f32le");
    private static final int SMALLEST_SIDE = 16;
    private static final int FASTEST = 240;

    /**
     * What is taken; more is refused before anything is decoded.
     *
     * @param seconds longest running time
     * @param frames largest number of them
     * @param ours whether this engine made it, so that its parameter sets may bear the numbers kept for conformed clips
     */
    record Limits(long seconds, int frames, boolean ours) {
        /** A clip from a provider. */
        static final Limits CLIP = new Limits(3600, 900_000, false);

        /** A clip or film of our own making. */
        static final Limits FILM = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, true);
    }

    private final Path file;
    private final ClipFile clip;
    private final Limits limits;
    private final AVStream picture;
    private final Decoder pictures;
    private final Decoder sounds;
    private final Optional<ParameterSets> parameters;
    private final NalUnits units;
    private FrameFormat frameFormat;
    private long[] shown = new long[256];
    private int packets;
    private int decoded;
    private long lastShown = Long.MIN_VALUE;
    private long lastDuration;
    private boolean hidden;

    private ClipCheck(Path file, ClipFile clip, Limits limits) throws IOException {
        this.file = file;
        this.clip = clip;
        this.picture = clip.picture();
        this.limits = limits;
        demandPolicy();
        demandWhole(picture);
        if (clip.sound().isPresent()) {
            demandWhole(clip.sound().get());
        }
        AVCodecParameters codec = picture.codecpar();
        this.parameters = codecName().equals("h264")
                ? ParameterSets.parse(FFmpeg.bytes(codec.extradata(), codec.extradata_size()))
                : Optional.empty();
        this.units = parameters.map(NalUnits::new).orElse(null);
        this.pictures = new Decoder(codec, picture.time_base(), "frame");
        this.sounds = clip.sound().isPresent() ? soundDecoder(clip.sound().get()) : null;
    }

    private Decoder soundDecoder(AVStream sound) throws IOException {
        boolean made = false;
        try {
            Decoder decoder = new Decoder(sound.codecpar(), sound.time_base(), "block of sound");
            made = true;
            return decoder;
        } finally {
            if (!made) {
                pictures.close();
            }
        }
    }

    static MediaFacts decode(Path file, Limits limits, ProgressListener progress) throws IOException {
        FileSignature.require(file, MediaType.MP4);
        try (ClipFile clip = ClipFile.open(file);
                ClipCheck check = new ClipCheck(file, clip, limits)) {
            check.run(progress);
            return check.facts();
        }
    }

    private void demandPolicy() {
        AVCodecParameters codec = picture.codecpar();
        if (!PICTURE_CODECS.contains(codecName())) {
            throw new UnusableMediaException("has a picture encoded as " + codecName() + ", which is not taken");
        }
        clip.sound()
                .map(sound -> avcodec_get_name(sound.codecpar().codec_id()).getString())
                .filter(name -> !SOUND_CODECS.contains(name))
                .ifPresent(name -> {
                    throw new UnusableMediaException("has sound encoded as " + name + ", which is not taken");
                });
        int smaller = Math.min(codec.width(), codec.height());
        int larger = Math.max(codec.width(), codec.height());
        if (smaller < SMALLEST_SIDE || larger > Decoder.LARGEST_SIDE) {
            throw new UnusableMediaException("has " + codec.width() + "x" + codec.height() + " pixels; sides of "
                    + SMALLEST_SIDE + " to " + Decoder.LARGEST_SIDE + " are taken");
        }
        int frames = avformat_index_get_entries_count(picture);
        double seconds = (double) picture.duration()
                * picture.time_base().num()
                / picture.time_base().den();
        if (frames < 1) {
            throw new UnusableMediaException("holds no frame at all");
        }
        if (frames > limits.frames() || seconds > limits.seconds()) {
            throw new UnusableMediaException("is too long: " + frames + " frames in " + Math.round(seconds) + " s; "
                    + limits.seconds() + " s are taken");
        }
        if (seconds > 0 && frames / seconds > FASTEST) {
            throw new UnusableMediaException(
                    "has " + Math.round(frames / seconds) + " frames a second; " + FASTEST + " are taken");
        }
    }

    private void demandWhole(AVStream stream) throws IOException {
        long size = Files.size(file);
        int entries = avformat_index_get_entries_count(stream);
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(stream, i);
            if (entry.pos() < 0 || entry.pos() + entry.size() > size) {
                throw new UnusableMediaException("is cut short: it ends after " + size + " bytes, within "
                        + (stream.index() == picture.index() ? "frame " : "block of sound ") + (i + 1) + " of "
                        + entries);
            }
        }
    }

    private void run(ProgressListener progress) throws IOException {
        int expected = avformat_index_get_entries_count(picture);
        AVPacket packet = av_packet_alloc();
        try {
            while (clip.read(packet)) {
                if (packet.stream_index() == picture.index()) {
                    count(packet);
                    pictures.decode(packet, this::see);
                    progress.at(Math.min(1, (double) packets / expected));
                } else {
                    sounds.decode(packet, frame -> {});
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        pictures.decode(null, this::see);
        if (sounds != null) {
            sounds.decode(null, frame -> {});
        }
        if (decoded == 0 || decoded < packets) {
            throw new UnusableMediaException(
                    "has " + packets + " frames, and only " + decoded + " of them can be decoded");
        }
    }

    private void count(AVPacket packet) {
        if (units != null) {
            units.add(FFmpeg.bytes(packet.data(), packet.size()));
        }
        if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
            hidden = true;
            return;
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            throw new UnusableMediaException("does not say when frame " + (packets + 1) + " is shown");
        }
        if (packets == shown.length) {
            shown = Arrays.copyOf(shown, packets * 2);
        }
        shown[packets++] = packet.pts();
        if (packet.pts() > lastShown) {
            lastShown = packet.pts();
            lastDuration = packet.duration();
        }
    }

    private void see(AVFrame frame) {
        FrameFormat now = FrameFormat.of(frame);
        if (frameFormat != null && (frameFormat.width() != now.width() || frameFormat.height() != now.height())) {
            throw new UnusableMediaException("changes its size at frame " + (decoded + 1) + " from "
                    + frameFormat.width() + "x" + frameFormat.height() + " to " + now.width() + "x" + now.height());
        }
        frameFormat = frameFormat == null ? now : frameFormat;
        decoded++;
    }

    private MediaFacts facts() {
        FrameTiming timing = FrameTiming.of(
                Arrays.copyOf(shown, packets),
                lastDuration,
                picture.time_base().num(),
                picture.time_base().den());
        int rotation = clip.rotation();
        return new MediaFacts(
                frameFormat.displayWidth(rotation),
                frameFormat.displayHeight(rotation),
                decoded,
                timing.rate(),
                clip.sound().isPresent(),
                codecName(),
                rotation == 0 ? signature(timing) : "");
    }

    private String signature(FrameTiming timing) {
        boolean copyable = timing.constant()
                && !hidden
                && decoded == packets
                && frameFormat.isPlain()
                && parameters.isPresent()
                && parameters.get().lengthBytes() == 4
                && (limits.ours() || parameters.get().allZero())
                && units.copyable();
        return copyable ? frameFormat.signature(codecName(), timing.rate(), parameters.get()) : "";
    }

    private String codecName() {
        return avcodec_get_name(picture.codecpar().codec_id()).getString();
    }

    @Override
    public void close() {
        pictures.close();
        if (sounds != null) {
            sounds.close();
        }
    }
}
