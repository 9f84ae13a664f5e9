package dev.framespan.starter.chaos;

import dev.framespan.starter.process.FramespanProgram;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Films that are killed one after another until so many kills are in the tally. Properties say how many: {@code chaos.kills} in all, over all runs
 * with one tally; {@code chaos.films} at most in this run; {@code chaos.kills-a-film} at most during one; {@code chaos.seed} of the first film, each
 * next one has the next; {@code chaos.tally} the tally's folder, in which the folder of a film that went wrong is kept.
 */
final class KillRun {
    private final String name;
    private final Path folder;
    private final KillTally tally;
    private final int kills;
    private final int aFilm;

    /** @param kills in all, and during one film, where no property says another number */
    KillRun(String name, int kills, int aFilm) throws IOException {
        this.name = name;
        this.folder = Path.of(System.getProperty(
                "chaos.tally", FramespanProgram.home().resolve("chaos/target").toString()));
        this.tally = new KillTally(folder, name);
        this.kills = Integer.getInteger("chaos.kills", kills);
        this.aFilm = Integer.getInteger("chaos.kills-a-film", aFilm);
    }

    /** A film, and what was counted while it was made. */
    interface Killed {
        /** @return how often the provider was paid */
        int make() throws IOException;

        Map<String, Integer> kills();

        Map<String, Integer> answers();
    }

    /** Makes one of a seed. */
    interface Maker {
        Killed of(Path folder, long seed, int most);
    }

    void run(Maker maker) throws IOException {
        long seed = Long.getLong("chaos.seed", Instant.now().toEpochMilli());
        int films = Integer.getInteger("chaos.films", Integer.MAX_VALUE);
        System.out.println(name + ", so far: " + tally.sum());
        for (int film = 0; film < films && tally.killed() < kills; film++, seed++) {
            make(maker, seed);
        }
        System.out.println(name + ", in all: " + tally.sum());
    }

    private void make(Maker maker, long seed) throws IOException {
        Instant begun = Instant.now();
        Path own = Files.createDirectory(folder.resolve(name + "-" + seed + "-" + begun.getEpochSecond()));
        Killed film = maker.of(own, seed, aFilm);
        int payments = 0;
        String failure = null;
        try {
            payments = film.make();
            remove(own);
        } catch (IOException | RuntimeException | AssertionError e) {
            failure = e.toString();
            throw new AssertionError(
                    "seed " + seed + ": not as promised; everything of that film is in " + own
                            + "; the same choices again: --seed " + seed + " --films 1",
                    e);
        } finally {
            long seconds = Duration.between(begun, Instant.now()).toSeconds();
            tally.add(new KillTally.Film(seed, film.kills(), film.answers(), payments, seconds, failure));
            System.out.printf(
                    "seed %d: %s, killed %s, answered %s, %d payments, %d s%n",
                    seed,
                    failure == null ? "as promised" : "NOT AS PROMISED",
                    film.kills(),
                    film.answers(),
                    payments,
                    seconds);
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path empty, IOException failure) throws IOException {
                Files.delete(empty);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
