package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether the operator has heard of what waits. */
@Internal
public final class WaitingNews {
    private Set<String> asked = Set.of();
    private Set<String> held = Set.of();

    /**
     * Whether something waits for an answer of which the operator has not heard, or other things than those are held that go on by themselves: an
     * account that was filled up and is empty once more. That fewer wait for an answer, since some have theirs, is no news, and neither is what was
     * tried by itself and is held as before.
     */
    public boolean areNews(List<Item> parked) {
        Set<String> now = heldOf(parked);
        return !asked.containsAll(askedOf(parked)) || !now.isEmpty() && !held.equals(now);
    }

    /** The operator hears of it. */
    public void told(List<Item> parked) {
        asked = askedOf(parked);
        held = heldOf(parked);
    }

    /** What there is to say about it; the same for what stopped once more for a reason that passes by itself. */
    public static Set<String> said(List<Item> parked) {
        return said(parked, item -> true);
    }

    /** Whether something is not parked any more of which that is news. */
    public static boolean isAnswered(List<Item> before, List<Item> now) {
        return !said(now).containsAll(askedOf(before));
    }

    private static Set<String> askedOf(List<Item> parked) {
        return said(parked, item -> !goesOnByItself(item));
    }

    private static Set<String> heldOf(List<Item> parked) {
        return said(parked, WaitingNews::goesOnByItself);
    }

    private static Set<String> said(List<Item> parked, Predicate<Item> which) {
        return parked.stream()
                .filter(which)
                .map(item -> item.id() + " " + item.stop().kind() + (goesOnByItself(item) ? "" : " " + item.since()))
                .collect(Collectors.toSet());
    }

    private static boolean goesOnByItself(Item item) {
        return item.stop().kind().isAskedAgainByItself() || item.stop().kind().concernsAccount();
    }
}
