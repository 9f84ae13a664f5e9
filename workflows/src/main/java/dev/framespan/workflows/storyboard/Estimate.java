package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a film costs when everything is bought once: no failed clip, nothing bought before.
 *
 * @param keyframes those that a shot uses, in the file's order
 * @param shots in the order in which they are seen
 * @param seconds length of the film
 * @param total what is bought, the same thing once
 * @param budgetUsd US dollars that the film may cost; null for no limit
 */
public record Estimate(List<Row> keyframes, List<Row> shots, int seconds, Price total, BigDecimal budgetUsd) {
    public Estimate {
        keyframes = List.copyOf(keyframes);
        shots = List.copyOf(shots);
    }

    /**
     * One keyframe or shot.
     *
     * @param origin why it costs what it costs
     * @param sameAs the earlier keyframe or shot whose still or clip it shares; null for none
     * @param model null for a picture of the author's own
     * @param resolution as the provider spells it; null for a picture of the author's own
     * @param seconds of a clip; 0 for a still
     * @param price nothing for what is not bought
     */
    public record Row(
            String id,
            Origin origin,
            String sameAs,
            String model,
            Action action,
            String resolution,
            int seconds,
            boolean audio,
            Price price) {}

    /** Where a still or clip comes from. */
    public enum Origin {
        BOUGHT,
        /** Bought for an earlier keyframe or shot that asks for exactly the same. */
        SHARED,
        /** A picture of the author's own. */
        OWN,
        /** A frame of a shot's clip. */
        FRAME
    }

    /** What each keyframe and shot that is bought costs, by id, in US dollars. */
    public Map<String, BigDecimal> prices() {
        return Stream.concat(keyframes.stream(), shots.stream())
                .filter(row -> row.origin() == Origin.BOUGHT)
                .collect(Collectors.toMap(Row::id, row -> row.price().usd(), (one, other) -> other));
    }

    /** The same film under another budget; null for no limit. */
    public Estimate budgetUsd(BigDecimal other) {
        return new Estimate(keyframes, shots, seconds, total, other);
    }

    /** How many stills are bought. */
    public int keyframesBought() {
        return bought(keyframes);
    }

    /** How many clips are bought. */
    public int clipsBought() {
        return bought(shots);
    }

    private static int bought(List<Row> rows) {
        return (int) rows.stream().filter(row -> row.origin() == Origin.BOUGHT).count();
    }

    /** US dollars above the budget; empty where there is no budget or the film keeps within it. */
    public Optional<BigDecimal> excess() {
        return exceeds() ? Optional.of(total.rounded().subtract(budgetUsd)) : Optional.empty();
    }

    /** Whether the film costs more than its budget: then nothing of it is bought. */
    public boolean exceeds() {
        return budgetUsd != null && total.rounded().compareTo(budgetUsd) > 0;
    }

    /**
     * @param sources whose videos are priced by their length; one of unknown length at the longest that it could have
     * @param catalogue the one the storyboard was checked with
     */
    public static Estimate of(
            Storyboard storyboard, DuplicateRequests same, MediaSources sources, Catalogue catalogue) {
        List<Row> keyframes = new ArrayList<>();
        PictureUse use = PictureUse.in(storyboard);
        ImageModel imageModel = catalogue.needImage(storyboard.keyframeModel());
        use.characters().forEach(id -> keyframes.add(had(id, Origin.OWN)));
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (use.isUsed(id)) {
                keyframes.add(
                        keyframe.prompt() == null
                                ? had(id, keyframe.frameOf() == null ? Origin.OWN : Origin.FRAME)
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
        Price total = Price.NOTHING;
        for (List<Row> rows : List.of(keyframes, shots)) {
            for (Row row : rows) {
                total = total.plus(row.price());
            }
        }
        int whole = seconds.setScale(0, RoundingMode.HALF_UP).intValueExact();
        return new Estimate(keyframes, shots, whole, total, storyboard.budgetUsd());
    }

    private static Row had(String id, Origin origin) {
        return new Row(id, origin, null, null, null, null, 0, false, Price.NOTHING);
    }

    private static Row still(String id, String sameAs, Storyboard.Keyframe keyframe, ImageModel model) {
        return new Row(
                id,
                sameAs == null ? Origin.BOUGHT : Origin.SHARED,
                sameAs,
                model.name(),
                keyframe.references().isEmpty() ? Action.GENERATE : Action.REFERENCE,
                model.defaultResolution(),
                0,
                false,
                sameAs == null ? model.price() : Price.NOTHING);
    }

    private static Row clip(Storyboard.Shot shot, String sameAs, ClipLengths lengths, Catalogue catalogue) {
        VideoUse use = shot.video() == null ? null : shot.video().use();
        Price price = catalogue.clip(
                catalogue.needVideo(shot.model()),
                shot.resolution(),
                shot.duration(),
                shot.audio(),
                use,
                use == null ? null : lengths.ofVideo(shot));
        return new Row(
                shot.id(),
                sameAs == null ? Origin.BOUGHT : Origin.SHARED,
                sameAs,
                shot.model(),
                shot.action(),
                shot.resolution().word(),
                shot.duration(),
                shot.audio(),
                sameAs == null ? price : Price.NOTHING);
    }
}
