package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.bitstream.DecoderConfiguration;
import dev.framespan.activities.media.engine.bitstream.NalUnits;
import dev.framespan.activities.media.engine.bitstream.ParameterSets;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.engine.picture.PreviewTaker;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a clip from end to end, in this order: first bytes, index, policy, whether the file is as long as its index says, every
 * frame and every sample. Probing alone finds neither a truncated file nor a flipped bit.
 */
public final class ClipCheck implements AutoCloseable {
    private final ClipFile clip;
    private final ClipPolicy.Limits limits;
    private final AVStream picture;
    private final Decoder pictures;
    private final Decoder sounds;
    private final DecoderConfiguration parameters;
    private final NalUnits units;
    private final PreviewTaker preview;
    private FrameFormat frameFormat;
    private long[] shown = new long[256];
    private int packets;
    private int decoded;
    private long lastShown = Long.MIN_VALUE;
    private long lastDuration;
    private boolean hidden;

    private ClipCheck(ClipFile clip, ClipPolicy.Limits limits, boolean preview) throws IOException {
        this.clip = clip;
        this.picture = clip.picture();
        this.limits = limits;
        AVCodecParameters codec = picture.codecpar();
        this.parameters = DecoderConfiguration.parse(
                        clip.codec(), FFmpeg.bytes(codec.extradata(), codec.extradata_size()))
                .orElse(null);
        this.units = parameters == null ? null : new NalUnits(NalUnits.Codec.of(clip.codec()), parameters);
        this.preview = preview ? new PreviewTaker(clip.rotation(), clip.frames()) : null;
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

    public static MediaFacts decode(Path file, ClipPolicy.Limits limits, ProgressListener progress) throws IOException {
        return check(file, limits, null, progress, ClipCheck::facts);
    }

    /** @param preview where the preview frames are written; null for none */
    public static ClipAnalysis analyse(Path file, ClipPolicy.Limits limits, Path preview, ProgressListener progress)
            throws IOException {
        return check(file, limits, preview, progress, ClipCheck::analysis);
    }

    private static <T> T check(
            Path file, ClipPolicy.Limits limits, Path preview, ProgressListener progress, Function<ClipCheck, T> answer)
            throws IOException {
        FileSignature.require(file, MediaType.MP4);
        try (ClipFile clip = ClipFile.open(file)) {
            ClipPolicy.demand(file, clip, limits);
            try (ClipCheck check = new ClipCheck(clip, limits, preview != null)) {
                check.run(progress);
                if (preview != null) {
                    check.preview.save(preview);
                }
                return answer.apply(check);
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

    private void see(AVFrame frame) throws IOException {
        FrameFormat now = FrameFormat.of(frame);
        if (frameFormat != null && (frameFormat.width() != now.width() || frameFormat.height() != now.height())) {
            throw new UnusableMediaException("changes its size at frame " + (decoded + 1) + " from "
                    + frameFormat.width() + "x" + frameFormat.height() + " to " + now.width() + "x" + now.height());
        }
        if (frameFormat == null) {
            ClipPolicy.demandSides(now.width(), now.height());
            frameFormat = now;
        }
        if (preview != null) {
            preview.see(frame);
        }
        decoded++;
    }

    private FrameTiming timing() {
        return FrameTiming.of(
                Arrays.copyOf(shown, packets),
                lastDuration,
                picture.time_base().num(),
                picture.time_base().den());
    }

    private MediaFacts facts() {
        FrameTiming timing = timing();
        return facts(timing, whyNotCopied(timing));
    }

    private MediaFacts facts(FrameTiming timing, String whyNotCopied) {
        int rotation = clip.rotation();
        return new MediaFacts(
                frameFormat.displayWidth(rotation),
                frameFormat.displayHeight(rotation),
                decoded,
                timing.rate(),
                clip.sound().isPresent(),
                clip.codec(),
                whyNotCopied == null ? frameFormat.signature(clip.codec(), timing.rate(), parameters.bytes()) : "");
    }

    private ClipAnalysis analysis() {
        FrameTiming timing = timing();
        String why = whyNotCopied(timing);
        return new ClipAnalysis(
                facts(timing, why), why == null ? units.order(Arrays.copyOf(shown, packets)) : null, why);
    }

    /** What keeps the packets from being copied into a film, of several things the first; null where nothing does. */
    private String whyNotCopied(FrameTiming timing) {
        if (clip.rotation() != 0) {
            return "it is turned by " + clip.rotation() + " degrees";
        }
        if (parameters == null) {
            return "it is encoded as " + clip.codec() + ", and H.264 and HEVC alone are copied";
        }
        if (!timing.constant()) {
            return "its frames do not follow each other at one rate";
        }
        if (hidden || decoded != packets) {
            return "it has frames that are not to be shown";
        }
        String otherPixels = frameFormat.whyNotPlain();
        if (otherPixels != null) {
            return otherPixels;
        }
        if (parameters.lengthBytes() != 4) {
            return "the lengths of its units take " + parameters.lengthBytes() + " bytes, not 4";
        }
        if (!limits.ours() && parameters instanceof ParameterSets sets && !sets.allZero()) {
            return "its parameter sets bear numbers that are kept for clips encoded here";
        }
        return units.whyNotCopied();
    }

    @Override
    public void close() {
        pictures.close();
        if (sounds != null) {
            sounds.close();
        }
        if (preview != null) {
            preview.close();
        }
    }
}
