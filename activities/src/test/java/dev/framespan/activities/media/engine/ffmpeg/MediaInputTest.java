package dev.framespan.activities.media.engine.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not answer is not a clip that is broken. */
class MediaInputTest {
    /** EIO, on each system on which the engine runs. */
    private static final int NO_ANSWER = -5;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatCannotBeReadIsTheDisksFault() {
        // Its first bytes cannot be read: nothing of a process stands there.
        assertThatThrownBy(() -> MediaInput.open(Path.of("/proc/self/mem"), "mov", "is no complete MP4"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Input/output error");
    }

    @Test
    void aFileThatIsBrokenIsItsOwnFault() throws IOException {
        Path file = Files.write(folder.resolve("clip.mp4"), new byte[1000]);
        assertThatThrownBy(() -> MediaInput.open(file, "mov", "is no complete MP4"))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageStartingWith("is no complete MP4 (");
    }

    @Test
    void aDiskThatStopsHalfWayIsNotTheEndOfTheFile() throws IOException {
        Path clip = ClipSpec.clip(160, 90, 24).in(folder.resolve("clip.mp4"));
        assertThat(packets(clip, 0)).isEqualTo(24);
        assertThatThrownBy(() -> packets(clip, NO_ANSWER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Input/output error");
    }

    /** @param error that reading meets at the end */
    private static int packets(Path file, int error) {
        AVFormatContext context = MediaInput.open(file, "mov", "is no complete MP4");
        AVPacket packet = av_packet_alloc();
        try {
            int packets = 0;
            context.pb().error(error);
            while (MediaInput.read(context, packet)) {
                packets++;
                av_packet_unref(packet);
            }
            return packets;
        } finally {
            av_packet_free(packet);
            avformat_close_input(context);
        }
    }
}
