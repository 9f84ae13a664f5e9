package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.PacketOrder;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a clip's packets is true: leaving out what no frame leans on changes no other frame. */
class AnalyseTest extends WithEngine {
    @TempDir
    private static Path folder;

    static List<ClipSpec> copyable() {
        ClipSpec clip = ClipSpec.clip(160, 90, 24);
        String x265 = "log-level=none:keyint=8:min-keyint=8:scenecut=0:pools=none:frame-threads=1:open-gop=";
        return List.of(
                clip,
                clip.by("libx264", "g", "8", "bf", "0"),
                clip.by("libx264", "g", "8", "bf", "3", "x264-params", "open-gop=0:b-pyramid=none:scenecut=0"),
                clip.by(
                        "libx264",
                        "g",
                        "8",
                        "bf",
                        "3",
                        "x264-params",
                        "open-gop=0:b-pyramid=normal:scenecut=0:b-adapt=0"),
                clip.by("libx264", "g", "8", "bf", "3", "x264-params", "open-gop=1:scenecut=0:b-adapt=0"),
                clip.by("libx265", "preset", "medium", "x265-params", x265 + "0"),
                clip.by("libx265", "preset", "medium", "x265-params", x265 + "1"),
                clip.by("libx265", "preset", "ultrafast", "x265-params", x265 + "0:temporal-layers=1"),
                // Refreshes before which frames are shown that are decoded after them.
                clip.by("libx265", "preset", "medium", "x265-params", x265 + "0:radl=2:bframes=3"));
    }

    @ParameterizedTest
    @MethodSource("copyable")
    void whatIsSaidOfPacketsIsTrue(ClipSpec recipe) throws Exception {
        Path clip = recipe.in(fresh());

        ClipAnalysis analysis = analyse(clip);

        PacketOrder order = analysis.packets();
        assertThat(analysis.facts()).isEqualTo(engine.decode(clip, MediaType.MP4, ProgressListener.NONE));
        assertThat(order.places().stream().sorted()).isEqualTo(range(24));
        assertThat(order.kinds()).startsWith("I");
        Map<Long, String> whole = Packets.decoded(clip, packet -> true);
        List<String> frames = List.copyOf(whole.values());
        for (int left = 0; left < 24; left++) {
            int packet = left;
            int place = order.places().get(packet);
            switch (order.kinds().charAt(packet)) {
                case PacketOrder.DISPOSABLE -> assertThat(
                                Packets.decoded(clip, i -> i != packet).values())
                        .containsExactlyElementsOf(without(frames, place));
                case PacketOrder.REFRESH -> assertThat(
                                Packets.decoded(clip, i -> i >= packet).values())
                        .containsExactlyElementsOf(frames.subList(place, 24));
                default -> assertThat(place).isGreaterThan(0);
            }
        }
    }

    @Test
    void closedGroupsBeginWithARefreshAndOpenOnesDoNot() throws Exception {
        List<String> kinds = copyable().stream().map(AnalyseTest::kinds).toList();

        assertThat(kinds.get(0)).matches("Ir[rd]+").contains("d");
        assertThat(kinds.get(1)).isEqualTo("Irrrrrrr".repeat(3));
        assertThat(refreshes(kinds.get(2))).isEqualTo(3);
        assertThat(refreshes(kinds.get(3))).isEqualTo(3);
        assertThat(kinds.get(3)).contains("d");
        assertThat(refreshes(kinds.get(4))).isEqualTo(1);
        assertThat(refreshes(kinds.get(5))).isEqualTo(3);
        assertThat(kinds.get(5)).contains("d");
        assertThat(refreshes(kinds.get(6))).isEqualTo(1);
        assertThat(kinds.get(7)).contains("d");
        assertThat(refreshes(kinds.get(8))).isEqualTo(1);
    }

    @Test
    void aClipWhosePacketsCannotBeCopiedHasNoOrder() throws Exception {
        ClipSpec recipe = ClipSpec.clip(160, 90, 12);

        assertNotCopied(
                recipe.timed(i -> i * 3750 + i * i * 100).in(fresh()),
                "its frames do not follow each other at one rate");
        assertNotCopied(
                recipe.by("libx264", "x264-params", "sps-id=3").in(fresh()),
                "its parameter sets bear numbers that are kept for clips encoded here");
        assertNotCopied(
                recipe.by("libvpx-vp9", "deadline", "realtime").in(fresh()),
                "it is encoded as vp9, and H.264 and HEVC alone are copied");
        assertNotCopied(
                recipe.by("libx264", "x264-params", "sar=4/3").in(fresh()), "its pixels are no squares but 4:3");
        assertNotCopied(
                recipe.by("libx264", "x264-params", "fullrange=on").in(fresh()),
                "its brightness has the full range, not that of television");
        Path turned = recipe.in(fresh());
        TestClips.turnClockwise(turned);
        assertNotCopied(turned, "it is turned by 90 degrees");
        assertThat(analyse(recipe.in(fresh())).whyNotCopied()).isNull();
    }

    private static void assertNotCopied(Path clip, String why) throws IOException {
        ClipAnalysis analysis = analyse(clip);
        assertThat(analysis.packets()).isNull();
        assertThat(analysis.facts().signature()).isEmpty();
        assertThat(analysis.whyNotCopied()).isEqualTo(why);
    }

    @Test
    void brokenFilesAreRefusedAndLeaveNoPreview() throws Exception {
        byte[] good = Files.readAllBytes(ClipSpec.clip(160, 90, 48).in(fresh()));
        byte[] flipped = good.clone();
        for (int i = 0; i < 48; i++) {
            flipped[good.length / 2 + i] ^= 0x55;
        }
        for (byte[] bad : List.of(new byte[0], "#EXTM3U\n".getBytes(), Arrays.copyOf(good, good.length / 2), flipped)) {
            Path file = Files.write(fresh(), bad);
            Path preview = folder.resolve("refused.y4m");

            assertThatThrownBy(() -> engine.analyse(file, preview, ProgressListener.NONE))
                    .isInstanceOf(UnusableMediaException.class);
            assertThat(preview).doesNotExist();
        }
    }

    private static ClipAnalysis analyse(Path clip) throws IOException {
        return engine.analyse(clip, folder.resolve("preview.y4m"), ProgressListener.NONE);
    }

    private static String kinds(ClipSpec recipe) {
        try {
            return analyse(recipe.in(fresh())).packets().kinds();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long refreshes(String kinds) {
        return kinds.chars().filter(kind -> kind == PacketOrder.REFRESH).count();
    }

    private static List<String> without(List<String> frames, int place) {
        Set<Integer> kept = new HashSet<>(range(frames.size()));
        kept.remove(place);
        return kept.stream().sorted().map(frames::get).collect(Collectors.toList());
    }

    private static List<Integer> range(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Path fresh() throws IOException {
        return Files.createTempFile(folder, "clip", ".mp4");
    }
}
