package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a film costs when everything is bought once: no failed clip, and nothing {@linkplain #having bought before}.
 *
 * @param keyframes those that a shot uses, in the file's order
 * @param shots in the order in which they are seen
 * @param speeches texts that are spoken over shots, in the same order
 * @param seconds length of the film
 * @param total what is bought, the same thing once
 */
public record Estimate(List<Row> keyframes, List<Row> shots, List<Row> speeches, int seconds, Price total) {
    public Estimate {
        keyframes = List.copyOf(keyframes);
        shots = List.copyOf(shots);
        speeches = List.copyOf(speeches);
    }

    /**
     * One keyframe, shot or text that is spoken.
     *
     * @param origin why it costs what it costs
     * @param sameAs the earlier keyframe or shot whose still or clip it shares; null for none
     * @param model null for a picture of the author's own
     * @param action what the model is asked to do, in the provider's words; null for a picture of the author's own
     * @param resolution as the provider spells it; null for a picture of the author's own
     * @param seconds of a clip; 0 for a still
     * @param video what is made of the reference video; null for none
     * @param videoSeconds how long that is, or could be at most; null for none
     * @param price nothing for what is not bought
     * @param atMost whether the price is the highest that there could be, for something that is not known yet
     */
    public record Row(
            String id,
            Origin origin,
            String sameAs,
            String model,
            String action,
            String resolution,
            int seconds,
            boolean audio,
            VideoUse video,
            BigDecimal videoSeconds,
            Price price,
            boolean atMost) {
        /** Without a reference video. */
        public Row(
                String id,
                Origin origin,
                String sameAs,
                String model,
                Action action,
                String resolution,
                int seconds,
                boolean audio,
                Price price) {
            this(
                    id,
                    origin,
                    sameAs,
                    model,
                    action == null ? null : action.word(),
                    resolution,
                    seconds,
                    audio,
                    null,
                    null,
                    price,
                    false);
        }

        /** The same, for nothing. */
        private Row free(Origin why) {
            return new Row(
                    id,
                    why,
                    sameAs,
                    model,
                    action,
                    resolution,
                    seconds,
                    audio,
                    video,
                    videoSeconds,
                    Price.NOTHING,
                    false);
        }
    }

    /** Where a still or clip comes from. */
    public enum Origin {
        BOUGHT,
        /** Bought for an earlier keyframe or shot that asks for exactly the same. */
        SHARED,
        /** Bought before: the store holds it. */
        HAD,
        /** Bought before, or perhaps: it is at the provider or in doubt, so that its price is reserved and not paid again. */
        RESERVED,
        /** A picture of the author's own. */
        OWN,
        /** A frame of a shot's clip. */
        FRAME
    }

    /** What each keyframe and shot that is bought costs, by id, in US dollars. */
    public Map<String, BigDecimal> prices() {
        return rows().filter(row -> row.origin() == Origin.BOUGHT)
                .collect(Collectors.toMap(Row::id, row -> row.price().usd(), (one, other) -> other));
    }

    /** How many stills are bought. */
    public int keyframesBought() {
        return bought(keyframes);
    }

    /** How many clips are bought. */
    public int clipsBought() {
        return bought(shots);
    }

    /** How many texts are spoken for money. */
    public int speechesBought() {
        return bought(speeches);
    }

    private static int bought(List<Row> rows) {
        return (int) rows.stream().filter(row -> row.origin() == Origin.BOUGHT).count();
    }

    /** Whether it could cost less, for something that is not known yet. */
    public boolean atMost() {
        return rows().anyMatch(Row::atMost);
    }

    private Stream<Row> rows() {
        return Stream.of(keyframes, shots, speeches).flatMap(List::stream);
    }

    /** How many stills and clips were bought before. */
    public int had() {
        return (int) rows().filter(row -> row.origin() == Origin.HAD).count();
    }

    /** How many stills and clips are at the provider or in doubt. */
    public int reserved() {
        return (int) rows().filter(row -> row.origin() == Origin.RESERVED).count();
    }

    /**
     * What is left to pay where some of it was bought before.
     *
     * @param stills ids of keyframes whose still is there
     * @param clips ids of shots whose clip is there
     */
    public Estimate having(Set<String> stills, Set<String> clips) {
        return having(stills, clips, Set.of());
    }

    /** The same with {@linkplain Storyboard.Shot#voiceId ids} of speech that is there. */
    public Estimate having(Set<String> stills, Set<String> clips, Set<String> spoken) {
        return of(
                free(keyframes, stills, Origin.HAD),
                free(shots, clips, Origin.HAD),
                free(speeches, spoken, Origin.HAD),
                seconds);
    }

    /**
     * What is left to pay where the price of some of it is reserved already.
     *
     * @param ids of keyframes, shots and speech
     */
    public Estimate reserving(Set<String> ids) {
        return of(
                free(keyframes, ids, Origin.RESERVED),
                free(shots, ids, Origin.RESERVED),
                free(speeches, ids, Origin.RESERVED),
                seconds);
    }

    private static List<Row> free(List<Row> rows, Set<String> ids, Origin why) {
        return rows.stream()
                .map(row -> row.origin() == Origin.BOUGHT && ids.contains(row.id()) ? row.free(why) : row)
                .toList();
    }

    private static Estimate of(List<Row> keyframes, List<Row> shots, List<Row> speeches, int seconds) {
        Price total = Stream.of(keyframes, shots, speeches)
                .flatMap(List::stream)
                .map(Row::price)
                .reduce(Price.NOTHING, Price::plus);
        return new Estimate(keyframes, shots, speeches, seconds, total);
    }

    /**
     * @param sources whose videos are priced by their length; one of unknown length at the longest that it could have
     * @param catalogue the one the storyboard was checked with
     */
    public static Estimate of(Storyboard storyboard, MediaSources sources, Catalogue catalogue) {
        return of(storyboard, DuplicateRequests.in(storyboard, sources, catalogue), sources, catalogue);
    }

    /**
     * @param same which keyframes and shots share what is bought
     * @param sources whose videos are priced by their length; one of unknown length at the longest that it could have
     * @param catalogue the one the storyboard was checked with
     */
    public static Estimate of(
            Storyboard storyboard, DuplicateRequests same, MediaSources sources, Catalogue catalogue) {
        List<Row> keyframes = new ArrayList<>();
        PictureUse use = PictureUse.in(storyboard);
        ImageModel imageModel = catalogue.needImage(storyboard.keyframeModel());
        use.characters().forEach(id -> keyframes.add(free(id, Origin.OWN)));
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (use.isUsed(id)) {
                keyframes.add(
                        keyframe.prompt() == null
                                ? free(id, keyframe.frameOf() == null ? Origin.OWN : Origin.FRAME)
                                : still(id, same.keyframe(id).orElse(null), keyframe, imageModel));
            }
        });
        ClipLengths lengths = new ClipLengths(storyboard, sources, catalogue);
        List<Row> shots = new ArrayList<>();
        BigDecimal seconds = BigDecimal.ZERO;
        for (Storyboard.Shot shot : storyboard.shots()) {
            shots.add(clip(shot, same.shot(shot.id()).orElse(null), lengths, catalogue));
            seconds = seconds.add(lengths.of(shot.id()));
        }
        int whole = seconds.setScale(0, RoundingMode.HALF_UP).intValueExact();
        return of(keyframes, shots, speeches(storyboard, catalogue), whole);
    }

    private static Row free(String id, Origin origin) {
        return new Row(id, origin, null, null, (Action) null, null, 0, false, Price.NOTHING);
    }

    private static Row still(String id, String sameAs, Storyboard.Keyframe keyframe, ImageModel model) {
        return new Row(
                id,
                sameAs == null ? Origin.BOUGHT : Origin.SHARED,
                sameAs,
                model.name(),
                model.action(keyframe.references().size()),
                model.defaultResolution(),
                0,
                false,
                null,
                null,
                sameAs == null ? model.price() : Price.NOTHING,
                false);
    }

    private static List<Row> speeches(Storyboard storyboard, Catalogue catalogue) {
        Map<Object, String> firsts = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Storyboard.Shot shot : storyboard.shots()) {
            Storyboard.Voice voice = shot.voice();
            if (voice != null && voice.text() != null) {
                String first = firsts.putIfAbsent(List.of(voice.model(), voice.voice(), voice.text()), shot.voiceId());
                rows.add(speech(shot.voiceId(), first, voice, catalogue.needSpeech(voice.model())));
            }
        }
        return rows;
    }

    /** One without a price counts as nothing, and as not listed. */
    private static Row speech(String id, String sameAs, Storyboard.Voice voice, SpeechModel model) {
        Price price = model.price(voice.text()).orElse(new Price(BigDecimal.ZERO, false));
        return new Row(
                id,
                sameAs == null ? Origin.BOUGHT : Origin.SHARED,
                sameAs,
                model.name(),
                Action.SPEECH,
                null,
                0,
                false,
                sameAs == null ? price : Price.NOTHING);
    }

    private static Row clip(Storyboard.Shot shot, String sameAs, ClipLengths lengths, Catalogue catalogue) {
        VideoUse use = shot.video() == null ? null : shot.video().use();
        BigDecimal videoSeconds = use == null ? null : lengths.ofVideo(shot);
        Price price = catalogue.clip(
                catalogue.needVideo(shot.model()), shot.resolution(), shot.duration(), shot.audio(), use, videoSeconds);
        boolean bought = sameAs == null;
        return new Row(
                shot.id(),
                bought ? Origin.BOUGHT : Origin.SHARED,
                sameAs,
                shot.model(),
                shot.action().word(),
                shot.resolution().word(),
                shot.duration(),
                shot.audio(),
                use,
                videoSeconds,
                bought ? price : Price.NOTHING,
                bought && use == VideoUse.BASE && isOpen(shot, lengths));
    }

    /** Whether a base video of a length that is not known may make it dearer than the shot's own duration does. */
    private static boolean isOpen(Storyboard.Shot shot, ClipLengths lengths) {
        return !lengths.isVideoKnown(shot) && lengths.ofVideo(shot).compareTo(BigDecimal.valueOf(shot.duration())) > 0;
    }
}
