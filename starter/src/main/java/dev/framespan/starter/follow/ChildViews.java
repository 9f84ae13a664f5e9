package dev.framespan.starter.follow;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Step;
import dev.framespan.workflows.studio.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be said of a film's stills and clips. Each that is in progress is a question to the server or two: of a long film with a hundred at once, as
 * many are asked as answer in a moment, the others the next time, and what is said of those meanwhile is what was known last.
 */
final class ChildViews {
    private static final int AT_ONCE = 8;

    private final Function<Item, ItemView> ask;
    private final Duration longest;
    private final Map<String, Answer> last = new HashMap<>();
    private long round;

    private record Answer(ItemView view, long round) {}

    ChildViews(ChildProgress children) {
        this(item -> view(item, children), Duration.ofMillis(300));
    }

    /** @param longest how long the questions about a film with much in progress may take together */
    ChildViews(Function<Item, ItemView> ask, Duration longest) {
        this.ask = ask;
        this.longest = longest;
    }

    private static ItemView view(Item item, ChildProgress children) {
        return switch (item.state()) {
            case IN_PROGRESS -> children.view(item);
            case STOPPED -> children.hasKept(item) ? ItemView.kept(item) : ItemView.of(item);
            case WAITING, PARKED, DONE, BLOCKED, SKIPPED -> ItemView.of(item);
        };
    }

    synchronized List<ItemView> of(List<Item> items) {
        List<Item> moving = items.stream()
                .filter(item -> item.state() == Item.State.IN_PROGRESS)
                .toList();
        if (moving.size() <= AT_ONCE) {
            return items.stream().map(ask).toList();
        }
        last.keySet().retainAll(moving.stream().map(Item::id).collect(Collectors.toSet()));
        askInTime(moving);
        List<ItemView> views = new ArrayList<>();
        for (Item item : items) {
            Answer known = last.get(item.id());
            if (item.state() != Item.State.IN_PROGRESS) {
                views.add(ask.apply(item));
            } else {
                views.add(known == null ? ItemView.inProgress(item, Step.AT_WORK) : known.view());
            }
        }
        return views;
    }

    /** Those first of which nothing was heard for longest. */
    private void askInTime(List<Item> moving) {
        round++;
        long end = System.nanoTime() + longest.toNanos();
        ExecutorService askers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, Future<ItemView>> asked = new LinkedHashMap<>();
            moving.stream()
                    .sorted(Comparator.comparingLong(item ->
                            last.containsKey(item.id()) ? last.get(item.id()).round() : 0))
                    .forEach(item -> asked.put(item.id(), askers.submit(() -> ask.apply(item))));
            for (Map.Entry<String, Future<ItemView>> each : asked.entrySet()) {
                Optional<ItemView> view = answer(each.getValue(), Math.max(0, end - System.nanoTime()));
                view.ifPresent(answered -> last.put(each.getKey(), new Answer(answered, round)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            askers.shutdownNow();
        }
    }

    /** @return empty where it does not come in time: then the next look asks for it first */
    private static Optional<ItemView> answer(Future<ItemView> asked, long nanos)
            throws InterruptedException, ExecutionException {
        try {
            return Optional.of(asked.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }
}
