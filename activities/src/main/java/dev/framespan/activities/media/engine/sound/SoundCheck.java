package dev.framespan.activities.media.engine.sound;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a sound file from end to end, in this order: first bytes, size, header, policy, every sample, and whether it is as long as
 * its header says. A file that would lose sound is refused; what is usual after the last sound, such as tags and the beginning of
 * a frame of MP3, is not minded.
 */
public final class SoundCheck {
    /** In bytes. */
    static final long LARGEST_FILE = 500_000_000;

    private static final long LONGEST_SECONDS = 4 * 3600;
    private static final int MOST_CHANNELS = 8;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;

    /** What may be left of an MP3 that was cut within its last frame, in bytes; no frame is longer. */
    private static final int LONGEST_REST = 2_881;

    private static final Set<String> TAGS = Set.of("TAG", "APETAGEX", "LYRICSBEGIN", "ID3", "3DI");

    private static final Set<String> PCM =
            Set.of("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw");
    private static final Map<MediaType, Set<String>> CODECS = Map.of(
            MediaType.WAV, PCM,
            MediaType.MP3, Set.of("mp3"),
            MediaType.FLAC, Set.of("flac"),
            MediaType.OGG, Set.of("opus", "vorbis", "flac"),
            MediaType.M4A, Set.of("aac", "alac"),
            MediaType.MP4, Set.of("aac", "alac"),
            MediaType.MOV, Set.of("aac", "alac"));

    private final Path file;
    private final MediaType type;
    private final AVStream sound;
    private long samples;
    private int rate;
    private int channels;
    private UnusableMediaException broken;
    private long brokenAt;

    private SoundCheck(Path file, MediaType type, AVStream sound) {
        this.file = file;
        this.type = type;
        this.sound = sound;
    }

    public static SoundFacts run(EngineJob.CheckSound job, ProgressListener progress) throws IOException {
        if (!CODECS.containsKey(job.type())) {
            throw new IllegalArgumentException("not a sound: " + job.type());
        }
        FileSignature.require(job.file(), job.type());
        long size = Files.size(job.file());
        if (size > LARGEST_FILE) {
            throw new UnusableMediaException("has " + size + " bytes; " + LARGEST_FILE + " are taken");
        }
        if (job.type() == MediaType.OGG) {
            OggPages.requireWhole(job.file());
        }
        if (job.type() == MediaType.WAV) {
            WavHeader.requireWhole(job.file());
        }
        try (SoundFile opened = SoundFile.open(job.file(), job.type())) {
            SoundCheck check = new SoundCheck(job.file(), job.type(), opened.sound());
            check.demandPolicy(size);
            check.decode(opened, size, progress);
            check.demandAllOfIt();
            return check.facts();
        }
    }

    private String codec() {
        return avcodec_get_name(sound.codecpar().codec_id()).getString();
    }

    private void demandPolicy(long size) {
        if (!CODECS.get(type).contains(codec())) {
            throw new UnusableMediaException("has sound encoded as " + codec() + ", which is not taken in " + type);
        }
        demandKind(sound.codecpar().sample_rate(), sound.codecpar().ch_layout().nb_channels());
        int entries = type == MediaType.M4A || type.isVideo() ? avformat_index_get_entries_count(sound) : 0;
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(sound, i);
            if (entry.pos() < 0 || entry.pos() + entry.size() > size) {
                throw new UnusableMediaException("is cut short: it ends after " + size
                        + " bytes, within block of sound " + (i + 1) + " of " + entries);
            }
        }
        demandLength(claimed() * sound.time_base().num() / sound.time_base().den());
    }

    /** The length that the header claims, in ticks of the stream; 0 where it says nothing. */
    private long claimed() {
        return Math.max(0, sound.duration());
    }

    /** Of what is known: 0 is not. */
    private static void demandKind(int rate, int channels) {
        if (channels > MOST_CHANNELS) {
            throw new UnusableMediaException("has " + channels + " channels; " + MOST_CHANNELS + " are taken");
        }
        if (rate != 0 && (rate < LOWEST_RATE || rate > HIGHEST_RATE)) {
            throw new UnusableMediaException(
                    "has " + rate + " samples a second; " + LOWEST_RATE + " to " + HIGHEST_RATE + " are taken");
        }
    }

    private static void demandLength(long seconds) {
        if (seconds > LONGEST_SECONDS) {
            throw new UnusableMediaException("is too long: " + seconds + " s; " + LONGEST_SECONDS + " s are taken");
        }
    }

    private void decode(SoundFile opened, long size, ProgressListener progress) throws IOException {
        try (Decoder decoder = new Decoder(sound.codecpar(), sound.time_base(), "block of sound")) {
            for (AVPacket packet = opened.read(); packet != null; packet = opened.read()) {
                decode(decoder, packet);
                progress.at(Math.min(1, Math.max(0, (double) packet.pos() / size)));
            }
            decoder.decode(null, this::hear);
        }
        if (broken != null && !isTail()) {
            throw broken;
        }
    }

    /** What cannot be decoded is minded only if there is more behind it: see {@link #isTail}. */
    private void decode(Decoder decoder, AVPacket packet) throws IOException {
        long before = samples;
        try {
            decoder.decode(packet, this::hear);
        } catch (UnusableMediaException e) {
            if (type != MediaType.MP3) {
                throw e;
            }
            if (broken == null) {
                broken = e;
                brokenAt = packet.pos();
            }
            return;
        }
        if (broken != null && samples > before) {
            throw broken;
        }
    }

    private boolean isTail() throws IOException {
        if (brokenAt < 0) {
            return false;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer head = ByteBuffer.allocate(16);
            channel.position(brokenAt).read(head);
            String text = new String(head.array(), StandardCharsets.ISO_8859_1);
            return channel.size() - brokenAt < LONGEST_REST || TAGS.stream().anyMatch(text::startsWith);
        }
    }

    private void hear(AVFrame frame) {
        int channelsNow = frame.ch_layout().nb_channels();
        if (samples == 0) {
            rate = frame.sample_rate();
            channels = channelsNow;
            demandKind(rate, channels);
        } else if (rate != frame.sample_rate() || channels != channelsNow) {
            throw new UnusableMediaException("changes the kind of its sound half-way, after " + samples / rate + " s");
        }
        samples += frame.nb_samples();
        demandLength(samples / rate);
    }

    /** The header of a FLAC counts to the sample, that of an MP3 to the frame, and its last one is often cut. */
    private void demandAllOfIt() {
        if (samples == 0) {
            throw new UnusableMediaException("holds no sound at all");
        }
        long expected = Math.round((double) claimed()
                * sound.time_base().num()
                * rate
                / sound.time_base().den());
        long tolerance = type == MediaType.MP3 ? 3 * 1152 : 0;
        boolean counts = type == MediaType.FLAC || type == MediaType.MP3;
        if (counts && samples + tolerance < expected) {
            throw new UnusableMediaException(
                    "is cut short: it holds " + samples + " samples of the " + expected + " that its header says");
        }
    }

    private SoundFacts facts() {
        long atOurRate = Math.round((double) samples * Mp4Writer.SAMPLE_RATE / rate);
        return new SoundFacts(Math.max(1, atOurRate), channels, rate, codec());
    }
}
