package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account's permits, requests a second, outages, and what became of them: the same rules wherever they are kept, in the {@link AccountWorkflow} of
 * a server or in a record of a store. Its time is given to it, so that it is replayed as it was. Not for two threads at once.
 *
 * <p>The next permit goes to the request of the highest priority, among those to the film that holds the fewest, among those to the one that
 * asked first. While the provider answers unclearly, {@link OutageRules} says whether there is a next one.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class AccountLimits {
    /** A worker of which nothing was heard for so long has no share of the requests. */
    private static final long WORKER_GOOD = Duration.ofSeconds(50).toMillis();

    /** A request that was not repeated for so long is no more: its workflow is gone, and did not come back for its permit. */
    private static final long REQUEST_GOOD = Duration.ofMinutes(5).toMillis();

    /** A permit that was granted to a request which does not come for it goes to the next one. Of many that wait each comes more seldom. */
    private static final long UNCLAIMED = Duration.ofSeconds(20).toMillis();

    /** Of those that wait, as many as may run are told that they come soon, but so many at least. */
    private static final int FEWEST_SOON = 10;

    private static final int MOST_SOON = 100;

    /** A submission of which nothing more is heard may have been accepted, and its task may run so long. */
    static final long UNCLEAR = Duration.ofMinutes(30).toMillis();

    /** After this time one of those is tried past: its answer would have come, and perhaps its end. */
    private static final long DOUBTED = Duration.ofMinutes(2).toMillis();

    /** After a refusal one more task is tried each time that this passes without another. */
    private static final long WIDER = Duration.ofSeconds(15).toMillis();

    /** A task that runs longer than this is looked after: mostly its worker reports its end itself. */
    static final long LOOKED_AFTER = Duration.ofSeconds(45).toMillis();

    private static final int LOOKED_AT_ONCE = 50;

    /** So often it is looked after permits that no worker gives back. */
    public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private static final long SHORTEST_REST = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_REST = Duration.ofHours(1).toMillis();

    /** After refusals requests are made so many times more seldom at most, as a power of two. */
    private static final int SLOWEST = 3;

    private final Map<String, Permit> permits = new LinkedHashMap<>();
    private final Map<String, Request> waiting = new LinkedHashMap<>();
    private final Map<String, Heard> workers = new TreeMap<>();
    /** Granted while no worker was asking: when they go to the next request, unless one comes for them. In milliseconds since 1970. */
    private final Map<String, Long> unclaimed = new LinkedHashMap<>();

    /** Tasks that have ended, of which may still be heard that they were accepted: when that was, in milliseconds since 1970. */
    private final Map<String, Long> endedTasks = new LinkedHashMap<>();

    /** How many the provider seems to take; null where it has not refused. */
    private Integer narrowed;

    private long narrowedAt;
    private int slowed;
    private long restUntil;
    private int lookedAt;

    /** How clearly the provider answers; null where it never answered unclearly. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private OutageRules outage;

    private static final Comparator<Request> MOST_URGENT =
            Comparator.comparing((Request request) -> -request.what().priority());

    private static final Comparator<Request> FIRST_ASKED = Comparator.comparing(Request::firstAsked)
            .thenComparing(request -> request.what().id());

    private record Heard(long at, int maxParallel, double perSecond) {
        Heard at(long now) {
            return new Heard(now, maxParallel, perSecond);
        }
    }

    private record Request(PermitRequest what, long firstAsked, long lastAsked) {
        Request asked(long now) {
            return new Request(what, Math.min(firstAsked, now), now);
        }
    }

    /** Takes in what a worker tells, and grants what can be granted. */
    public AccountReply exchange(AccountExchange told, long now) {
        workers.values().removeIf(heard -> heard.at() + WORKER_GOOD < now);
        workers.put(told.worker(), new Heard(now, told.maxParallel(), told.perSecond()));
        settle(now);
        told.submitted().forEach((id, task) -> submitted(id, task, told, now));
        told.ended().forEach((id, task) -> end(id, task, told.worker(), now));
        if (told.refused() != null) {
            refused(told.refused(), now);
        }
        String probe = hear(told, now);
        for (PermitRequest request : told.asks()) {
            ask(request, told.worker(), now);
        }
        grant(told.worker(), now);
        // The one that asks is here, and may use it from now on.
        for (PermitRequest request : told.asks()) {
            unclaimed.remove(request.id());
            permits.computeIfPresent(
                    request.id(), (id, permit) -> permit.isUnused() ? permit.takenBy(told.worker()) : permit);
        }
        return reply(told.worker(), probe, now);
    }

    /** @return token of the probe that the worker is to make; null where there is none to make */
    private String hear(AccountExchange told, long now) {
        for (SubmissionAnswer answer : told.answers()) {
            outage = outage == null ? new OutageRules() : outage;
            outage.answered(answer, now);
        }
        if (outage == null) {
            return null;
        }
        if (told.probed() != null) {
            outage.probed(told.probed(), now);
        }
        return Boolean.TRUE.equals(told.wouldProbe()) ? outage.beginProbe(told.worker(), now) : null;
    }

    /** A clock that was set back makes nothing last longer. */
    private void settle(long now) {
        restUntil = restUntil - now > LONGEST_REST ? now : restUntil;
        narrowedAt = Math.min(narrowedAt, now);
        permits.replaceAll((id, permit) -> permit.grantedAt() > now ? permit.grantedAt(now) : permit);
        unclaimed.replaceAll((id, until) -> until - now > LONGEST_REST ? now : until);
        waiting.replaceAll((id, request) -> request.lastAsked() > now ? request.asked(now) : request);
        workers.replaceAll((worker, heard) -> heard.at() > now ? heard.at(now) : heard);
        endedTasks.replaceAll((task, at) -> Math.min(at, now));
    }

    private void submitted(String id, String task, AccountExchange told, long now) {
        unclaimed.remove(id);
        if (endedTasks.containsKey(task)) {
            end(id, "", told.worker(), now);
            return;
        }
        Permit held = permits.get(id);
        if (held != null) {
            permits.put(id, held.with(task));
            return;
        }
        // It was given to another one, or the account was begun anew: what runs counts all the same.
        told.holders().stream()
                .filter(holder -> holder.id().equals(id))
                .findFirst()
                .ifPresent(holder -> permits.put(id, new Permit(holder, now, task, null)));
        waiting.remove(id);
    }

    /** Gives permits back: the ends of their tasks are known, or nothing was submitted under them. */
    public void end(List<Permit> ended, long now) {
        ended.forEach(permit -> permits.remove(permit.holder().id(), permit));
        grant("", now);
    }

    /** What is told twice, or late, must not end the permit of the next submission, nor what one worker gives back that of another. */
    private void end(String id, String task, String worker, long now) {
        Permit permit = permits.get(id);
        if (!task.isEmpty()) {
            endedTasks.put(task, now);
            if (permit == null || task.equals(permit.task()) || permit.isUnclear()) {
                forget(id);
            }
        } else if (permit == null) {
            forget(id);
        } else if (permit.isUnused()) {
            Permit left = permit.givenBackBy(worker);
            if (left.takers().isEmpty()) {
                forget(id);
            } else {
                permits.put(id, left);
            }
        }
    }

    private void forget(String id) {
        permits.remove(id);
        unclaimed.remove(id);
        waiting.remove(id);
    }

    private void ask(PermitRequest request, String worker, long now) {
        Permit held = permits.get(request.id());
        if (held == null) {
            waiting.merge(
                    request.id(),
                    new Request(request, now, now),
                    (before, asked) -> new Request(request, before.firstAsked(), now));
        } else if (held.isUnused() || held.isUnclear()) {
            // Of what is in doubt the operator has decided that it is submitted again, or the ledger would not ask.
            // Another worker, or the next attempt after one that died: from now on it may be used at any moment.
            permits.put(request.id(), held.askedAnew(request, now));
            if (mayBegin(request, now)) {
                begin(request, worker, now);
            }
        }
    }

    /** Whether something may be submitted for a request that has a permit, or gets one. */
    private boolean mayBegin(PermitRequest request, long now) {
        return outage == null || outage.mayTry(request, now) && (outage.isFree() || trial(now) == null);
    }

    private void begin(PermitRequest request, String worker, long now) {
        if (outage != null) {
            outage.begin(request.id(), worker, now);
        }
    }

    /** @return id of the only permit under which something may be submitted; null where there is none */
    private String trial(long now) {
        String trial = outage == null ? null : outage.trial(now);
        return trial != null && permits.containsKey(trial) && permits.get(trial).isUnused() ? trial : null;
    }

    private void refused(long asked, long now) {
        long rest = Math.min(LONGEST_REST, Math.max(SHORTEST_REST, asked));
        restUntil = Math.max(restUntil, now + rest);
        if (narrowed == null || narrowedAt + WIDER <= now) {
            // What runs was taken; the one more was not.
            int taken = (int) permits.values().stream()
                    .filter(permit -> !permit.isUnused())
                    .count();
            narrowed = Math.max(1, Math.min(limit(now), taken));
            slowed = Math.min(SLOWEST, slowed(now) + 1);
            narrowedAt = now;
        }
    }

    private void grant(String worker, long now) {
        waiting.values().removeIf(request -> request.lastAsked() + REQUEST_GOOD < now);
        endedTasks.values().removeIf(at -> at + WORKER_GOOD < now);
        unclaimed.entrySet().removeIf(granted -> granted.getValue() < now && permits.remove(granted.getKey()) != null);
        permits.values()
                .removeIf(permit -> (permit.isUnused() || permit.isUnclear()) && permit.grantedAt() + UNCLEAR < now);
        Map<String, Integer> held = new HashMap<>();
        permits.values().forEach(permit -> held.merge(permit.holder().share(), 1, Integer::sum));
        while (counted(now) < limit(now) && restUntil <= now) {
            Optional<Request> next = next(held, now);
            if (next.isEmpty()) {
                return;
            }
            PermitRequest request = next.get().what();
            waiting.remove(request.id());
            permits.put(request.id(), new Permit(request, now, null, null));
            unclaimed.put(request.id(), now + unclaimed());
            begin(request, worker, now);
            held.merge(request.share(), 1, Integer::sum);
        }
    }

    /**
     * Permits that keep others from being granted. One task that perhaps runs is tried past when nothing was heard of it for a while: where it does
     * run, the provider refuses what is too much, and a refusal buys nothing. Held for as long as a task may run, it would hold an account of one
     * task at a time for half an hour.
     */
    private int counted(long now) {
        boolean doubtful =
                permits.values().stream().anyMatch(permit -> permit.isUnclear() && permit.grantedAt() + DOUBTED < now);
        return permits.size() - (doubtful ? 1 : 0);
    }

    /** Long enough for a request that stays away as it was told to. */
    private long unclaimed() {
        return Math.max(UNCLAIMED, 2 * AccountReply.stay(waiting.size()).toMillis() + UNCLAIMED / 2);
    }

    private Optional<Request> next(Map<String, Integer> held, long now) {
        return waiting.values().stream()
                .filter(request -> mayBegin(request.what(), now))
                .min(MOST_URGENT
                        .thenComparing(
                                request -> held.getOrDefault(request.what().share(), 0))
                        .thenComparing(FIRST_ASKED));
    }

    private int limit(long now) {
        int allowed =
                workers.values().stream().mapToInt(Heard::maxParallel).min().orElse(1);
        if (narrowed == null) {
            return allowed;
        }
        return (int) Math.min(allowed, narrowed + calm(now));
    }

    /** How often the time after which more is tried has passed since the last refusal. */
    private long calm(long now) {
        return Math.max(0, now - Math.max(narrowedAt, restUntil)) / WIDER;
    }

    private int slowed(long now) {
        return (int) Math.max(0, slowed - calm(now));
    }

    private AccountReply reply(String worker, String probe, long now) {
        Set<String> unused = new LinkedHashSet<>();
        String trial = trial(now);
        int held = 0;
        for (Permit permit : permits.values()) {
            if (unclaimed.getOrDefault(permit.holder().id(), Long.MAX_VALUE) < now) {
                continue;
            }
            held++;
            if (permit.isUnused() && (permit.holder().id().equals(trial) || mayBegin(permit.holder(), now))) {
                unused.add(permit.holder().id());
            }
        }
        double perSecond =
                workers.values().stream().mapToDouble(Heard::perSecond).min().orElse(1)
                        / Math.max(1, workers.size())
                        / (1 << slowed(now));
        return new AccountReply(
                unused,
                held,
                waiting.size(),
                limit(now),
                Math.max(0, restUntil - now),
                perSecond,
                soon(now),
                outage(trial, probe, now));
    }

    /** About those that are granted next, in turn of each film; where few wait, all of them come soon anyway, and only the first are told. */
    private List<String> soon(long now) {
        int many = Math.max(FEWEST_SOON, Math.min(MOST_SOON, limit(now)));
        int most = waiting.size() > many ? many : AccountReply.NEXT;
        Map<String, List<Request>> shares = new TreeMap<>();
        waiting.values()
                .forEach(request -> shares.computeIfAbsent(request.what().share(), share -> new ArrayList<>())
                        .add(request));
        shares.values().forEach(share -> share.sort(MOST_URGENT.thenComparing(FIRST_ASKED)));
        int each = Math.max(1, most / Math.max(1, shares.size()));
        List<String> soon = new ArrayList<>();
        for (int turn = 0; turn < each; turn++) {
            for (List<Request> share : shares.values()) {
                if (turn < share.size()) {
                    soon.add(share.get(turn).what().id());
                }
            }
        }
        return soon;
    }

    private Outage outage(String trial, String probe, long now) {
        if (outage == null) {
            return null;
        }
        boolean open = waiting.values().stream().anyMatch(request -> mayBegin(request.what(), now));
        return outage.reply(trial, open, probe, now);
    }

    /** What a worker would be told that asks for nothing. */
    public AccountReply look(String worker, long now) {
        return reply(worker, null, now);
    }

    /** Permits that are old enough to be looked after, not too many at once; see {@link #grantedBefore}. */
    public List<Permit> toLookAfter(long now) {
        return toLookAfter(now, LOOKED_AFTER);
    }

    /** @param age in milliseconds at which a permit is old enough */
    List<Permit> toLookAfter(long now, long age) {
        return grantedBefore(now - age, LOOKED_AT_ONCE);
    }

    /** Whether any permit is held. */
    boolean holds() {
        return !permits.isEmpty();
    }

    /**
     * Permits that were granted before a time: their tasks may have ended unheard. The next call goes on behind these, so that each of
     * many has its turn.
     */
    List<Permit> grantedBefore(long time, int most) {
        List<Permit> old = permits.values().stream()
                .filter(permit -> permit.grantedAt() < time)
                .toList();
        if (old.isEmpty()) {
            return old;
        }
        List<Permit> next = new ArrayList<>();
        for (int i = 0; i < Math.min(most, old.size()); i++) {
            next.add(old.get((lookedAt + i) % old.size()));
        }
        lookedAt = (lookedAt + next.size()) % old.size();
        return next;
    }

    /** Whether nothing is held, nothing waits, and nothing is to be remembered of an outage. */
    public boolean isIdle(long now) {
        return permits.isEmpty() && waiting.isEmpty() && (outage == null || outage.isPast(now));
    }
}
