package dev.framespan.activities.film;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws up a film's receipt. */
final class ReceiptWriter {
    private static final int DECIMALS = 6;

    private final String realm;
    private final Instant now;
    private final Refunds refunds;
    private final Map<String, String> realms;

    /**
     * @param realm of the film
     * @param realms in which purchases were made, by {@link #purchase}; one that is missing was made in the film's
     */
    ReceiptWriter(String realm, Instant now, Refunds refunds, Map<String, String> realms) {
        this.realm = realm;
        this.now = now;
        this.refunds = refunds;
        this.realms = realms;
    }

    /** What tells a purchase from all others. */
    static String purchase(String fingerprint, int submission) {
        return fingerprint + "#" + submission;
    }

    /** @param settlement what became of a cancelled film's tasks; null where there is nothing to tell */
    Receipt write(Plan plan, ReceiptInput facts, Settlement settlement) {
        Map<String, Item> items = facts.items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
        return new Receipt(
                plan.film(),
                plan.title(),
                facts.input().plan().sha256(),
                facts.outcome(),
                now,
                realm,
                facts.film() == null ? null : picture(facts.film()),
                sum(facts, Take::bought),
                sum(facts, take -> true),
                refunds.all(),
                refunds.unknown(),
                plan.keyframes().stream()
                        .map(keyframe -> keyframe(keyframe, items.get(keyframe.id())))
                        .toList(),
                shots(plan, facts, items),
                facts.stops(),
                plan.speeches().stream()
                        .filter(speech -> items.containsKey(speech.id()))
                        .map(speech -> entry(speech.request(), items.get(speech.id()), Place.NONE))
                        .toList(),
                unpriced(facts),
                settlement);
    }

    /** How much was bought that no price is known of; null for nothing. */
    private static Integer unpriced(ReceiptInput facts) {
        long number = takes(facts).filter(take -> take.priceUsd() == null).count();
        return number == 0 ? null : Math.toIntExact(number);
    }

    private static BigDecimal sum(ReceiptInput facts, Predicate<Take> which) {
        return exact(takes(facts).filter(which).map(Take::countedUsd).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static Stream<Take> takes(ReceiptInput facts) {
        return facts.items().stream()
                .filter(item -> item.sharedWith() == null)
                .map(Item::take)
                .filter(Objects::nonNull)
                // Two requests can turn out to be the same when their pictures do: paid for once.
                .filter(distinct(take -> purchase(take.fingerprint(), take.submission())));
    }

    /** With every digit, and six decimals at least, as programs that read receipts know them. */
    private static BigDecimal exact(BigDecimal usd) {
        return usd.setScale(Math.max(DECIMALS, usd.stripTrailingZeros().scale()));
    }

    private static Predicate<Take> distinct(Function<Take, String> purchase) {
        Set<String> seen = new HashSet<>();
        return take -> seen.add(purchase.apply(take));
    }

    private static Receipt.Picture picture(Film film) {
        MediaFacts media = film.facts();
        return new Receipt.Picture(
                film.film().sha256(),
                film.film().bytes(),
                media.width(),
                media.height(),
                media.frames(),
                media.rate(),
                media.sound());
    }

    private Receipt.Entry keyframe(Plan.Keyframe keyframe, Item item) {
        if (keyframe.picture() != null) {
            return Receipt.Entry.ofPicture(keyframe.id(), keyframe.picture().sha256());
        }
        Plan.Frame frame = keyframe.frame();
        return frame == null
                ? entry(keyframe.request(), item, Place.NONE)
                : Receipt.Entry.ofFrame(keyframe.id(), frame.shot(), frame.at().word());
    }

    private List<Receipt.Entry> shots(Plan plan, ReceiptInput facts, Map<String, Item> items) {
        Map<String, Integer> cuts = new HashMap<>();
        Film film = facts.film();
        if (film != null) {
            List<Cut> all = film.timeline().cuts();
            for (int i = 0; i < all.size(); i++) {
                // One that is seen more than once stands where it is seen first.
                cuts.putIfAbsent(all.get(i).id(), i);
            }
        }
        List<Receipt.Entry> shots = new ArrayList<>();
        for (Plan.Shot shot : plan.shots()) {
            // What was left out is not among the cuts.
            Integer cut = cuts.get(shot.id());
            Place place = cut == null
                    ? Place.NONE
                    : new Place(film.conformed().contains(shot.id()), film.start(cut), film.frames(cut));
            shots.add(entry(shot.request(), items.get(shot.id()), place));
        }
        return shots;
    }

    private Receipt.Entry entry(GenerationRequest request, Item item, Place place) {
        Optional<Take> take = Optional.ofNullable(item.take());
        return new Receipt.Entry(
                item.id(),
                take.map(made -> made.original().sha256()).orElse(null),
                request.model(),
                request.action().word(),
                request.seconds(),
                request.take(),
                take.map(Take::priceUsd).map(ReceiptWriter::exact).orElse(null),
                take.map(made -> made.bought() && item.sharedWith() == null).orElse(null),
                item.sharedWith(),
                take.map(Take::task).orElse(null),
                take.map(Take::fingerprint).orElse(null),
                take.map(Take::submission).orElse(null),
                place.conformed(),
                place.startFrame(),
                place.frames(),
                null,
                null,
                refunds.of(item.id()),
                take.map(this::otherRealm).orElse(null));
    }

    /** Null where it was bought in the film's. */
    private String otherRealm(Take take) {
        String bought = realms.getOrDefault(purchase(take.fingerprint(), take.submission()), realm);
        return bought.equals(realm) ? null : bought;
    }

    /** Where a clip is in the film. */
    private record Place(Boolean conformed, Long startFrame, Long frames) {
        /** Of a still, and of a clip without a film. */
        private static final Place NONE = new Place(null, null, null);
    }
}
