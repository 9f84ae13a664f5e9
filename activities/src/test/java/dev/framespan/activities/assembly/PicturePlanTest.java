package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.protocol.PacketOrder;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every frame of a film is copied or encoded, once, in its place; what is copied leans on nothing that is not. */
class PicturePlanTest {
    private static final FrameRate RATE = new FrameRate(24, 1);
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @Test
    void clipsThatMeetCutsAreCopiedWhole() {
        Clip clip = Clip.of("I0 r1 r2 r3");
        PicturePlan plan = plan(List.of(clip, clip), List.of(cut(false), cut(false)));
        assertThat(plan.parts()).containsExactly(copied(0, 0, 4), copied(1, 0, 4));
    }

    @Test
    void aRepeatedFrameIsLeftOutByItsPacketWhereNoneLeansOnIt() {
        Clip clip = Clip.of("I0 r1 r2 r3");
        PicturePlan plan = plan(List.of(clip, clip), List.of(cut(true), cut(false)));
        assertThat(plan.parts()).containsExactly(copied(0, 0, 3), copied(1, 0, 4));
    }

    @Test
    void otherwiseTheTailIsEncodedFromTheLastSafeEnd() {
        Clip clip = Clip.of("I0 r3 d1 d2 r6 d4 d5");
        PicturePlan plan = plan(List.of(clip, clip), List.of(cut(true), cut(false)));
        assertThat(plan.parts())
                .containsExactly(
                        copied(0, 0, 4),
                        new PicturePlan.Encoded(0, span(0, 4, 6), null, Transition.CUT, 0),
                        copied(1, 0, 7));
        assertThat(plan.copied()).isEqualTo(11);
        assertThat(plan.encodedAt(0)).hasSize(1);
        assertThat(plan.encodedAt(1)).isEmpty();
    }

    @Test
    void aTransitionIsOneBridgeOfBothClipsToTheirNearestPacketsThatCanBeCopied() {
        Clip clip = Clip.of("I0 r1 r2 r3 r4 r5 I6 r7 r8 r9 r10 r11");
        Transition fade = Transition.crossfade(4 / 24.0);
        PicturePlan plan = plan(List.of(clip, clip), List.of(new FilmLayout.Join(fade, false), cut(false)));
        assertThat(plan.parts())
                .containsExactly(
                        copied(0, 0, 8),
                        new PicturePlan.Encoded(0, span(0, 8, 12), span(1, 0, 6), fade, 4),
                        copied(1, 6, 12));
    }

    @Test
    void aClipWithinTwoTransitionsIsSharedByTheirBridges() {
        Clip clip = Clip.of("I0 r1 r2 r3 r4 r5 r6 r7");
        Transition fade = Transition.crossfade(3 / 24.0);
        FilmLayout.Join join = new FilmLayout.Join(fade, false);
        PicturePlan plan = plan(List.of(clip, clip, clip), List.of(join, join, cut(false)));
        assertThat(plan.parts())
                .containsExactly(
                        copied(0, 0, 5),
                        new PicturePlan.Encoded(0, span(0, 5, 8), span(1, 0, 3), fade, 3),
                        new PicturePlan.Encoded(1, span(1, 3, 8), span(2, 0, 8), fade, 3));
    }

    @Test
    void theEndOfAFilmFades() {
        Clip clip = Clip.of("I0 r1 r2 r3");
        Transition fade = new Transition(Transition.Kind.FADE_TO, 2 / 24.0, "black");
        PicturePlan plan = plan(List.of(clip), List.of(new FilmLayout.Join(fade, false)));
        assertThat(plan.parts())
                .containsExactly(copied(0, 0, 2), new PicturePlan.Encoded(0, span(0, 2, 4), null, fade, 0));
    }

    @Test
    void aClipThatIsTrimmedAwayFromItsRefreshIsEncodedToTheNextOne() {
        Clip clip = Clip.of("I0 r1 r2 I3 r4 r5").trimmed(1, 6);
        PicturePlan plan = plan(List.of(clip, clip), List.of(cut(false), cut(false)));
        assertThat(plan.parts())
                .containsExactly(
                        new PicturePlan.Encoded(-1, null, span(0, 1, 3), Transition.CUT, 0),
                        copied(0, 3, 6),
                        new PicturePlan.Encoded(0, null, span(1, 1, 3), Transition.CUT, 0),
                        copied(1, 3, 6));
    }

    @Test
    void whateverClipsAndJoinsEveryFrameIsThereOnceAndLeansOnNothingThatIsNot() {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<Clip> clips = new ArrayList<>();
            List<FilmLayout.Join> joins = new ArrayList<>();
            int count = 1 + random.nextInt(5);
            Transition before = Transition.CUT;
            for (int i = 0; i < count; i++) {
                Clip clip = Clip.random(random);
                FilmLayout.Join join = join(random, i + 1 == count);
                if (FilmLayout.whyTooShort(RATE, clip.shown().count(), before, join)
                        .isPresent()) {
                    join = cut(false);
                    clip = FilmLayout.whyTooShort(RATE, clip.shown().count(), before, join)
                                    .isPresent()
                            ? Clip.of("I0" + rest(40))
                            : clip;
                }
                clips.add(clip);
                joins.add(join);
                before = join.transition();
            }
            check(clips, joins, "seed " + seed);
        }
    }

    private static String rest(int frames) {
        StringBuilder packets = new StringBuilder();
        for (int i = 1; i < frames; i++) {
            packets.append(" r").append(i);
        }
        return packets.toString();
    }

    private static void check(List<Clip> clips, List<FilmLayout.Join> joins, String seed) {
        FilmLayout layout = FilmLayout.of(timeline(clips), joins);
        PicturePlan plan =
                PicturePlan.of(layout, joins, clips.stream().map(Clip::packets).toList(), RATE);
        Map<String, Long> shown = new HashMap<>();
        long at = 0;
        for (PicturePlan.Part part : plan.parts()) {
            if (part instanceof PicturePlan.Copied copied) {
                put(shown, copied.span(), at, seed);
                clips.get(copied.span().cut()).assertDecodes(copied.span().frames(), seed);
                assertPlain(copied.span(), layout, joins, seed);
            } else if (part instanceof PicturePlan.Encoded encoded) {
                long left = encoded.left() == null ? 0 : encoded.left().count();
                if (encoded.left() != null) {
                    put(shown, encoded.left(), at, seed);
                }
                if (encoded.right() != null) {
                    put(shown, encoded.right(), at + left - encoded.overlap(), seed);
                }
                assertThat(encoded.overlap())
                        .as(seed)
                        .isEqualTo(encoded.transition().overlap(RATE));
            }
            at += part.count();
        }
        assertThat(at).as(seed).isEqualTo(layout.frames());
        Map<String, Long> wanted = new HashMap<>();
        for (int cut = 0; cut < clips.size(); cut++) {
            FilmLayout.Place place = layout.places().get(cut);
            for (long frame = place.range().from(); frame < place.range().to(); frame++) {
                wanted.put(
                        cut + ":" + frame, place.start() + frame - place.range().from());
            }
        }
        assertThat(shown).as(seed).isEqualTo(wanted);
    }

    private static void put(Map<String, Long> shown, PicturePlan.Span span, long at, String seed) {
        for (long frame = span.frames().from(); frame < span.frames().to(); frame++) {
            Long twice = shown.put(
                    span.cut() + ":" + frame, at + frame - span.frames().from());
            assertThat(twice).as(seed).isNull();
        }
    }

    /** No frame that a transition changes is copied. */
    private static void assertPlain(
            PicturePlan.Span span, FilmLayout layout, List<FilmLayout.Join> joins, String seed) {
        FrameRange range = layout.places().get(span.cut()).range();
        long head = span.cut() == 0 ? 0 : joins.get(span.cut() - 1).transition().framesAfter(RATE);
        long end = joins.get(span.cut()).transition().framesBefore(RATE);
        assertThat(span.frames().from()).as(seed).isGreaterThanOrEqualTo(range.from() + head);
        assertThat(span.frames().to()).as(seed).isLessThanOrEqualTo(range.to() - end);
    }

    private static FilmLayout.Join join(Random random, boolean last) {
        double seconds = (1 + random.nextInt(12)) / 24.0;
        if (last) {
            return random.nextBoolean()
                    ? cut(false)
                    : new FilmLayout.Join(new Transition(Transition.Kind.FADE_TO, seconds, "black"), false);
        }
        return switch (random.nextInt(7)) {
            case 0 -> new FilmLayout.Join(Transition.crossfade(seconds), false);
            case 1 -> new FilmLayout.Join(Transition.match(seconds), false);
            case 2 -> new FilmLayout.Join(new Transition(Transition.Kind.DIP, seconds, "white"), false);
            case 3 -> new FilmLayout.Join(new Transition(Transition.Kind.FADE_TO, seconds, "black"), false);
            case 4 -> cut(true);
            default -> cut(false);
        };
    }

    private static FilmLayout.Join cut(boolean dropLast) {
        return new FilmLayout.Join(Transition.CUT, dropLast);
    }

    private static PicturePlan.Copied copied(int cut, long from, long to) {
        return new PicturePlan.Copied(span(cut, from, to));
    }

    private static PicturePlan.Span span(int cut, long from, long to) {
        return new PicturePlan.Span(cut, new FrameRange(from, to));
    }

    private static PicturePlan plan(List<Clip> clips, List<FilmLayout.Join> joins) {
        check(clips, joins, "here");
        return PicturePlan.of(
                FilmLayout.of(timeline(clips), joins),
                joins,
                clips.stream().map(Clip::packets).toList(),
                RATE);
    }

    private static Timeline timeline(List<Clip> clips) {
        List<Cut> cuts = new ArrayList<>();
        for (Clip clip : clips) {
            MediaFacts facts = new MediaFacts(160, 90, clip.frames(), "24/1", false, "h264", "same");
            Asset asset = new Asset("ab".repeat(32), 1, MediaType.MP4);
            cuts.add(new Cut("shot" + cuts.size(), asset, facts, clip.shown(), null, null, null));
        }
        return new Timeline(FORMAT, cuts);
    }

    /**
     * A clip that was made up.
     *
     * @param leans for each packet those before it on which it leans
     */
    private record Clip(PacketOrder packets, List<Set<Integer>> leans, long frames, FrameRange shown) {
        static Clip of(String packets) {
            List<Integer> places = new ArrayList<>();
            StringBuilder kinds = new StringBuilder();
            for (String packet : packets.split(" ")) {
                kinds.append(packet.charAt(0));
                places.add(Integer.parseInt(packet.substring(1)));
            }
            List<Set<Integer>> leans = Collections.nCopies(places.size(), Set.of());
            return new Clip(
                    new PacketOrder(places, kinds.toString()), leans, places.size(), new FrameRange(0, places.size()));
        }

        Clip trimmed(long from, long to) {
            return new Clip(packets, leans, frames, new FrameRange(from, to));
        }

        /** Closed groups of pictures, each of runs whose last frame is decoded first and whose others lean at random. */
        static Clip random(Random random) {
            List<Integer> places = new ArrayList<>();
            List<Set<Integer>> leans = new ArrayList<>();
            List<Boolean> refreshes = new ArrayList<>();
            int groups = 1 + random.nextInt(4);
            int frame = 0;
            for (int group = 0; group < groups; group++) {
                int first = places.size();
                places.add(frame++);
                leans.add(Set.of());
                refreshes.add(true);
                for (int run = random.nextInt(5); run > 0; run--) {
                    int length = 1 + random.nextInt(4);
                    List<Integer> order = new ArrayList<>();
                    for (int i = 0; i < length - 1; i++) {
                        order.add(frame + i);
                    }
                    Collections.shuffle(order, random);
                    order.add(0, frame + length - 1);
                    for (int place : order) {
                        Set<Integer> on = new HashSet<>();
                        for (int i = 1 + random.nextInt(2); i > 0; i--) {
                            on.add(Math.max(first, places.size() - 1 - random.nextInt(3)));
                        }
                        places.add(place);
                        leans.add(on);
                        refreshes.add(false);
                    }
                    frame += length;
                }
            }
            StringBuilder kinds = new StringBuilder();
            for (int i = 0; i < places.size(); i++) {
                int packet = i;
                boolean leant = leans.stream().anyMatch(on -> on.contains(packet));
                kinds.append(refreshes.get(i) ? 'I' : leant ? 'r' : 'd');
            }
            FrameRange shown = new FrameRange(0, frame);
            if (random.nextInt(4) == 0) {
                int from = random.nextInt(frame);
                shown = new FrameRange(from, from + 1 + random.nextInt(frame - from));
            }
            PacketOrder order = random.nextInt(10) == 0 ? null : new PacketOrder(places, kinds.toString());
            return new Clip(order, leans, frame, shown);
        }

        /** By the packets that are kept alone. */
        void assertDecodes(FrameRange range, String seed) {
            Set<Integer> kept = new HashSet<>();
            for (int i = 0; i < packets.places().size(); i++) {
                int place = packets.places().get(i);
                if (place >= range.from() && place < range.to()) {
                    assertThat(kept.isEmpty()).as(seed).isEqualTo(place == range.from());
                    assertThat(kept).as(seed + ", packet " + i).containsAll(leans.get(i));
                    kept.add(i);
                }
            }
            assertThat(packets.kinds().charAt(packets.places().indexOf((int) range.from())))
                    .as(seed)
                    .isEqualTo('I');
        }
    }
}
