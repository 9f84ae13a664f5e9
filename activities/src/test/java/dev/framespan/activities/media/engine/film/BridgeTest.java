package dev.framespan.activities.media.engine.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Pictures;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames around a join: as many as there should be, each the picture it should be. */
class BridgeTest extends WithEngine {
    private static final Format FORMAT = new Format(160, 90, "24/1");
    private static final FrameRate RATE = FrameRate.parse("24/1");

    @TempDir
    private static Path folder;

    private static Path left;
    private static Path right;
    private static Path out;

    @BeforeAll
    static void make() throws IOException {
        ClipSpec clip = ClipSpec.clip(160, 90, 48).by("libx264", "preset", "medium", "crf", "12", "g", "20", "bf", "3");
        left = clip.in(folder.resolve("left.mp4"));
        right = clip.startingAt(1000).in(folder.resolve("right.mp4"));
        out = folder.resolve("bridge.mp4");
    }

    @Test
    void framesThatCannotBeCopiedAreEncodedAsTheyAre() throws Exception {
        assertPlain(bridge(new FrameSpan(left, 37, 48), new FrameSpan(right, 0, 5), Transition.CUT), 0, 37, 48, 0, 5);
        assertPlain(bridge(new FrameSpan(left, 3, 44), null, Transition.CUT), 0, 3, 44, 0, 0);
        assertPlain(bridge(null, new FrameSpan(right, 19, 21), Transition.CUT), 0, 0, 0, 19, 21);
    }

    @Test
    void noEyeTellsAnEncodedFrameFromACopiedOne() throws Exception {
        Path waves = Pictures.write(
                folder.resolve("waves.mp4"), FORMAT, 30, i -> Pictures.waves(160, 90, 3 * i, 120, 110, 70));

        bridge(new FrameSpan(waves, 10, 30), new FrameSpan(waves, 0, 10), Transition.CUT);

        List<FramePixels> source = Pictures.of(waves);
        List<FramePixels> frames = Pictures.of(out);
        for (int i = 0; i < 30; i++) {
            assertThat(Pictures.psnr(frames.get(i), source.get((10 + i) % 30))).isGreaterThan(42);
        }
    }

    @Test
    void aBridgeStandsInOneTrackWithConformedClips() throws Exception {
        Path conformed = folder.resolve("conformed.mp4");
        String signature = engine.conform(
                        left, FORMAT, Fit.PAD, conformed, folder.resolve("p.y4m"), ProgressListener.NONE)
                .facts()
                .signature();

        ClipAnalysis bridge = bridge(new FrameSpan(left, 4, 48), new FrameSpan(right, 0, 12), crossfade(6));

        assertThat(bridge.facts().signature()).isEqualTo(signature).isNotEmpty();
        assertThat(bridge.packets().kinds().charAt(0)).isEqualTo('I');
        assertThat(bridge.packets().kinds().charAt(24)).isEqualTo('I');
        assertThat(bridge.packets().kinds().charAt(48)).isEqualTo('I');
        assertThat(bridge.facts().sound()).isFalse();
    }

    @Test
    void theMiddleOfACrossfadeIsTheMeanOfBoth() throws Exception {
        ClipAnalysis bridge = bridge(new FrameSpan(left, 38, 48), new FrameSpan(right, 0, 9), crossfade(5));

        List<FramePixels> frames = assertPlain(bridge, 5, 38, 48, 0, 9);
        List<FramePixels> before = Pictures.of(left);
        List<FramePixels> after = Pictures.of(right);
        for (int i = 0; i < 5; i++) {
            double share = (i + 1) / 6.0;
            assertThat(Pictures.psnr(frames.get(5 + i), mixed(before.get(43 + i), after.get(i), share)))
                    .isGreaterThan(38);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSSFADE", "WIPE", "SLIDE"})
    void coloursGoOverWithTheirPicture(Transition.Kind kind) throws Exception {
        Path blue = Pictures.write(folder.resolve("blue.mp4"), FORMAT, 6, i -> Pictures.flat(160, 90, 40, 200, 100));
        Path red = Pictures.write(folder.resolve("red.mp4"), FORMAT, 6, i -> Pictures.flat(160, 90, 200, 90, 220));
        String style = Transition.styles(kind).stream().findFirst().orElse(null);

        bridge(new FrameSpan(blue, 0, 6), new FrameSpan(red, 0, 6), new Transition(kind, 3.0 / 24, style));

        FramePixels middle = Pictures.of(out).get(4);
        double share = (middle.mean(0) - 40) / 160;
        assertThat(share).isBetween(0.4, 0.6);
        assertThat(middle.mean(1)).isCloseTo(200 - 110 * share, within(3.0));
        assertThat(middle.mean(2)).isCloseTo(100 + 120 * share, within(3.0));
    }

    @Test
    void aCrossfadeMayBeAllThereIs() throws Exception {
        ClipAnalysis bridge = bridge(new FrameSpan(left, 40, 48), new FrameSpan(right, 0, 8), crossfade(8));
        assertThat(bridge.facts().frames()).isEqualTo(8);

        bridge = bridge(new FrameSpan(left, 47, 48), new FrameSpan(right, 0, 1), crossfade(1));
        assertThat(bridge.facts().frames()).isEqualTo(1);
        FramePixels mean = mixed(Pictures.of(left).get(47), Pictures.of(right).get(0), 0.5);
        assertThat(Pictures.psnr(Pictures.of(out).get(0), mean)).isGreaterThan(38);
    }

    @ParameterizedTest
    @EnumSource(names = {"WIPE", "SLIDE"})
    void everyDirectionComesFromWhereItSays(Transition.Kind kind) throws Exception {
        Path dark = Pictures.write(folder.resolve("dark.mp4"), FORMAT, 6, i -> Pictures.flat(160, 90, 40, 128, 128));
        Path light = Pictures.write(folder.resolve("light.mp4"), FORMAT, 6, i -> Pictures.flat(160, 90, 200, 128, 128));
        for (String style : Transition.styles(kind)) {
            ClipAnalysis bridge = bridge(
                    new FrameSpan(dark, 0, 6), new FrameSpan(light, 0, 6), new Transition(kind, 3.0 / 24, style));

            assertThat(bridge.facts().frames()).isEqualTo(9);
            FramePixels middle = Pictures.of(out).get(4);
            // The edge moves that way, so the next picture is seen first on the side that lies the other way.
            int x = style.contains("left") ? 150 : style.contains("right") ? 10 : 80;
            int y = style.contains("up") || style.contains("top")
                    ? 80
                    : style.contains("down") || style.contains("bottom") ? 10 : 45;
            assertThat(middle.planes()[y * 160 + x] & 255).as(style).isCloseTo(200, within(4));
            assertThat(middle.planes()[(89 - y) * 160 + 159 - x] & 255)
                    .as(style)
                    .isCloseTo(40, within(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"black", "white"})
    void aFadeEndsInItsColour(String colour) throws Exception {
        int full = colour.equals("black") ? 16 : 235;
        ClipAnalysis bridge = bridge(
                new FrameSpan(left, 38, 48),
                new FrameSpan(right, 0, 3),
                new Transition(Transition.Kind.FADE_TO, 6.0 / 24, colour));

        List<FramePixels> frames = Pictures.of(out);
        assertThat(bridge.facts().frames()).isEqualTo(13);
        assertFlat(frames.get(9), full);
        assertThat(Pictures.number(frames.get(3))).isEqualTo(41);
        assertThat(Pictures.psnr(frames.get(10), Pictures.of(right).get(0))).isGreaterThan(40);
        FramePixels half = mixed(Pictures.of(left).get(44), Pictures.flat(160, 90, full, 128, 128), 0.5);
        assertThat(Pictures.psnr(frames.get(6), half)).isGreaterThan(38);

        bridge(new FrameSpan(left, 38, 48), null, new Transition(Transition.Kind.FADE_TO, 10.0 / 24, colour));
        assertFlat(Pictures.of(out).get(9), full);
    }

    @Test
    void aDipGoesThroughItsColour() throws Exception {
        ClipAnalysis bridge = bridge(
                new FrameSpan(left, 40, 48),
                new FrameSpan(right, 0, 8),
                new Transition(Transition.Kind.DIP, 8.0 / 24, "white"));

        List<FramePixels> frames = Pictures.of(out);
        assertThat(bridge.facts().frames()).isEqualTo(16);
        assertFlat(frames.get(7), 235);
        assertFlat(frames.get(8), 235);
        assertThat(Pictures.psnr(frames.get(3), Pictures.of(left).get(43))).isGreaterThan(40);
        assertThat(Pictures.psnr(frames.get(12), Pictures.of(right).get(4))).isGreaterThan(40);
    }

    @Test
    void aMatchClosesAJumpOfBrightnessTintAndContrast() throws Exception {
        Path before =
                Pictures.write(folder.resolve("before.mp4"), FORMAT, 12, i -> Pictures.waves(160, 90, i, 100, 124, 30));
        Path after = Pictures.write(
                folder.resolve("after.mp4"), FORMAT, 12, i -> Pictures.waves(160, 90, 12 + i, 124, 132, 35));

        bridge(new FrameSpan(before, 0, 12), new FrameSpan(after, 0, 12), Transition.match(16.0 / 24));

        List<FramePixels> frames = Pictures.of(out);
        assertThat(frames).hasSize(24);
        for (int i = 1; i < 24; i++) {
            // 24 levels in 16 steps, where the clips jump by all of them at once.
            assertThat(frames.get(i).mean(0) - frames.get(i - 1).mean(0)).isBetween(-0.7, 2.4);
            assertThat(Math.abs(frames.get(i).mean(1) - frames.get(i - 1).mean(1)))
                    .isLessThan(1.5);
        }
        assertThat(frames.get(11).mean(0)).isCloseTo(frames.get(12).mean(0), within(0.7));
        assertThat(frames.get(11).mean(1)).isCloseTo(frames.get(12).mean(1), within(0.7));
        assertThat(frames.get(11).deviation(0)).isCloseTo(frames.get(12).deviation(0), within(0.7));
        assertThat(Pictures.psnr(frames.get(3), Pictures.of(before).get(3))).isGreaterThan(42);
        assertThat(Pictures.psnr(frames.get(20), Pictures.of(after).get(8))).isGreaterThan(42);
    }

    @Test
    void aMatchDoesNotWashOutAnotherScene() throws Exception {
        Path night =
                Pictures.write(folder.resolve("night.mp4"), FORMAT, 6, i -> Pictures.waves(160, 90, i, 40, 128, 10));
        Path day = Pictures.write(folder.resolve("day.mp4"), FORMAT, 6, i -> Pictures.waves(160, 90, i, 200, 128, 30));

        bridge(new FrameSpan(night, 0, 6), new FrameSpan(day, 0, 6), Transition.match(6.0 / 24));

        assertThat(Pictures.of(out).get(5).mean(0)).isCloseTo(64, within(1.0));
        assertThat(Pictures.of(out).get(6).mean(0)).isCloseTo(176, within(1.0));
    }

    @Test
    void brokenClipsAreRefusedAndLeaveNoBridge() throws Exception {
        byte[] good = Files.readAllBytes(left);
        byte[] flipped = good.clone();
        for (int i = 0; i < 200; i++) {
            flipped[good.length * 6 / 10 + i] ^= 0x55;
        }
        Path file = folder.resolve("bad.mp4");
        FrameSpan span = new FrameSpan(file, 20, 48);

        Files.write(file, Arrays.copyOf(good, good.length - 1));
        assertRefused(span, "cut short");
        Files.write(file, flipped);
        assertRefused(span, "damaged");
        Files.writeString(file, "ffconcat version 1.0\nfile /etc/passwd\n");
        assertRefused(span, "list of other files");
        Files.write(file, good);
        assertRefused(new FrameSpan(file, 40, 49), "has 48 frames, and frame 49 of it is wanted");
    }

    private static void assertRefused(FrameSpan span, String words) {
        for (Transition transition : List.of(Transition.CUT, crossfade(3), Transition.match(0.5))) {
            assertThatThrownBy(() -> bridge(span, new FrameSpan(right, 0, 20), transition))
                    .isInstanceOf(UnusableMediaException.class)
                    .hasMessageContaining(words);
            assertThat(out).doesNotExist();
        }
    }

    /** Frames from and to are those of the spans; the overlap is left out. */
    private static List<FramePixels> assertPlain(
            ClipAnalysis bridge, int overlap, int leftFrom, int leftTo, int rightFrom, int rightTo) throws IOException {
        List<FramePixels> wanted = new ArrayList<>(Pictures.of(left).subList(leftFrom, leftTo - overlap));
        int plain = wanted.size();
        wanted.addAll(Pictures.of(right).subList(rightFrom + overlap, Math.max(rightTo, rightFrom + overlap)));
        List<FramePixels> frames = Pictures.of(out);
        assertThat(frames).hasSize(wanted.size() + overlap);
        assertThat(bridge.facts().frames()).isEqualTo(frames.size());
        for (int i = 0; i < wanted.size(); i++) {
            FramePixels frame = frames.get(i < plain ? i : i + overlap);
            assertThat(Pictures.number(frame)).isEqualTo(Pictures.number(wanted.get(i)));
            // Bars and ramps with hard edges are the hardest that an encoder of pictures can be given.
            assertThat(Pictures.psnr(frame, wanted.get(i))).isGreaterThan(37);
        }
        return frames;
    }

    private static void assertFlat(FramePixels frame, int luma) {
        assertThat(Pictures.psnr(frame, Pictures.flat(160, 90, luma, 128, 128))).isGreaterThan(45);
    }

    private static FramePixels mixed(FramePixels one, FramePixels other, double share) {
        byte[] mean = new byte[one.planes().length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (byte) Math.round((one.planes()[i] & 255) * (1 - share) + (other.planes()[i] & 255) * share);
        }
        return new FramePixels(one.width(), one.height(), mean);
    }

    private static Transition crossfade(int frames) {
        Transition transition = Transition.crossfade(frames / 24.0);
        assertThat(transition.frames(RATE)).isEqualTo(frames);
        return transition;
    }

    private static ClipAnalysis bridge(FrameSpan before, FrameSpan after, Transition transition) throws IOException {
        return engine.bridge(new BridgeSpec(before, after, transition, FORMAT), out, ProgressListener.NONE);
    }
}
