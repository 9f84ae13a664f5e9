package dev.framespan.starter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.cluster.Machines;
import dev.framespan.starter.cluster.SharedServers;
import dev.framespan.starter.process.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A film of many shots on a real server, during which anything is killed at any time. */
final class KilledFilm implements KillRun.Killed {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int LONGEST_PEACE = 4_000;
    private static final int LONGEST_ABSENCE = 1_500;

    // A media child begins with the first job, and is waited for.
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(15);

    // What there is more of, or what has more to lose, dies more often.
    private static final List<KillableSystem.Part> PARTS = List.of(
            KillableSystem.Part.WORKER,
            KillableSystem.Part.WORKER,
            KillableSystem.Part.WORKER,
            KillableSystem.Part.MEDIA_CHILD,
            KillableSystem.Part.MEDIA_CHILD,
            KillableSystem.Part.RENDER,
            KillableSystem.Part.RENDER,
            KillableSystem.Part.TEMPORAL);

    private final Path folder;
    private final Random random;
    private final int most;
    private final Kind kind;

    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    /** What is killed beside workers, their media children, renders and the Temporal server. */
    enum Kind {
        /** The provider, which only answers. */
        USUAL(2, 30, KillableSystem.Part.SIMULATOR, KillableSystem.Part.SIMULATOR),
        /** Nothing: the provider calls when a task has ended, would forget that, and nothing may wait. */
        CALLED(2, 30),
        /** The servers of a store that three machines share. */
        SHARED(
                3,
                60,
                KillableSystem.Part.SIMULATOR,
                KillableSystem.Part.POSTGRESQL,
                KillableSystem.Part.POSTGRESQL,
                KillableSystem.Part.S3,
                KillableSystem.Part.S3);

        private final int workers;
        private final int shots;
        private final List<KillableSystem.Part> parts = new ArrayList<>(PARTS);

        Kind(int workers, int shots, KillableSystem.Part... more) {
            this.workers = workers;
            this.shots = shots;
            parts.addAll(List.of(more));
        }
    }

    /** @param most times that something is killed before the film is left in peace */
    KilledFilm(Path folder, long seed, int most, Kind kind) {
        this.folder = folder;
        this.kind = kind;
        this.random = new Random(seed);
        this.most = most;
    }

    /** Makes the film, and proves it. */
    @Override
    public int make() throws IOException {
        Map<String, String> prompts = ManyShots.write(folder, kind.shots);
        try (Machines machines = kind == Kind.SHARED ? new SharedServers(folder) : Machines.one(folder);
                KillableSystem system = new KillableSystem(folder, machines, kind.workers, "20", kind == Kind.CALLED)) {
            FilmProof proof = new FilmProof(folder, machines, system.provider, prompts);
            Operator operator = new Operator(machines, system.temporal.address(), proof, prompts);
            kill(system, operator);
            Permits.awaitReturned(system.temporal, KillableSystem.ACCOUNT);
            system.endWorkers();
            int paid = proof.assertPaidOnce(Map.of());
            proof.assertWhole();
            proof.assertReceiptIsTheProvidersLedger(Map.of());
            proof.assertNothingIsLeftBehind();
            return paid;
        }
    }

    private void kill(KillableSystem system, Operator operator) throws IOException {
        int killed = 0;
        int ends = 0;
        Instant deadline = Instant.now().plus(PATIENCE);
        Next next = next();
        while (true) {
            if (!system.render().isAlive()) {
                int exit = system.render().awaitEnd(Duration.ofSeconds(10));
                if (exit == 0) {
                    return;
                }
                if (exit == 3) {
                    assertThat(kind)
                            .as("the provider's calls leave no question: " + system)
                            .isNotEqualTo(Kind.CALLED);
                    operator.answer()
                            .values()
                            .forEach(answer -> answers.merge(answer.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
                }
                // A follower may give up on a server that is away, as often as that was killed.
                assertThat(++ends).as(system.toString()).isLessThanOrEqualTo(most + 5);
                system.renderAgain();
            }
            system.mindWorkers();
            if (killed < most && Instant.now().isAfter(next.from())) {
                if (system.kill(next.part(), next.which(), next.absence())) {
                    kills.merge(next.part().name().toLowerCase(Locale.ROOT).replace('_', ' '), 1, Integer::sum);
                    killed++;
                    deadline = Instant.now().plus(PATIENCE);
                    next = next();
                } else if (Instant.now().isAfter(next.from().plus(LONGEST_SEARCH))) {
                    next = next();
                }
            }
            assertThat(Instant.now())
                    .as("the film does not come to its end: " + system)
                    .isBefore(deadline);
            Await.pass();
        }
    }

    /**
     * What is killed next.
     *
     * @param from when at the earliest
     * @param which of several
     * @param absence how long it is away
     */
    private record Next(KillableSystem.Part part, Instant from, int which, Duration absence) {}

    private Next next() {
        return new Next(
                kind.parts.get(random.nextInt(kind.parts.size())),
                Instant.now().plusMillis(random.nextInt(LONGEST_PEACE)),
                random.nextInt(Integer.MAX_VALUE),
                Duration.ofMillis(random.nextInt(LONGEST_ABSENCE)));
    }

    @Override
    public Map<String, Integer> kills() {
        return kills;
    }

    @Override
    public Map<String, Integer> answers() {
        return answers;
    }
}
