package dev.framespan.starter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.studio.FilmOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path folder;

    @Test
    void threeFilesAndNothingElse() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = folder.resolve("out/storm");
        new Delivery(out).deliver(store, report(store, "first"));
        new Delivery(out).deliver(store, report(store, "second"));
        assertThat(names(out)).containsExactly("contact-sheet.jpg", "film.json", "film.mp4");
        assertThat(out.resolve("film.mp4")).hasContent("film second");
        assertThat(out.resolve("film.json")).hasContent("receipt second");
        assertThat(out.resolve("contact-sheet.jpg")).hasContent("sheet second");
    }

    @Test
    void ofSeveralFilmsEachHasAFolderAndTheReceiptStandsAboveThem() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = folder.resolve("out");
        new Delivery(out).deliver(store, report(store, "first"));
        FilmReport one = report(store, "one");
        FilmReport.Files german = new FilmReport.Files(one.film(), one.contactSheet(), null, null, null);
        FilmReport.Files english = new FilmReport.Files(
                asset(store, "film two", MediaType.MP4), asset(store, "sheet two", MediaType.JPG), null, null, null);
        Map<String, FilmReport.Files> films = new LinkedHashMap<>();
        films.put("german", german);
        films.put("english", english);
        FilmReport several = new FilmReport(
                FilmOutcome.DONE,
                one.film(),
                one.contactSheet(),
                null,
                null,
                null,
                one.receipt(),
                List.of(),
                null,
                films);

        Delivery delivery = new Delivery(out);
        delivery.deliver(store, several);

        assertThat(delivery.films(several))
                .containsExactly(out.resolve("german/film.mp4"), out.resolve("english/film.mp4"));
        assertThat(names(out))
                .as("the film of before would lie there as if it were of these")
                .containsExactly("english", "film.json", "german");
        assertThat(names(out.resolve("english"))).containsExactly("contact-sheet.jpg", "film.mp4");
        assertThat(out.resolve("english/film.mp4")).hasContent("film two");
        assertThat(out.resolve("german/film.mp4")).hasContent("film one");
        assertThat(out.resolve("film.json")).hasContent("receipt one");
        Files.delete(store.file(english.film()));
        assertThat(Delivery.canDeliver(store, several)).isFalse();
    }

    @Test
    void aWorkflowThatCutsNothingHasAReceipt() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Asset receipt = asset(store, "receipt", MediaType.JSON);
        FilmReport none = new FilmReport(FilmOutcome.DONE, null, null, receipt, List.of(), null);

        assertThat(Delivery.canDeliver(store, none)).isTrue();
        new Delivery(folder.resolve("out")).deliver(store, none);

        assertThat(names(folder.resolve("out"))).containsExactly("film.json");
    }

    @Test
    void whatCannotBeReadLeavesTheOldFilmWhole() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = folder.resolve("out");
        new Delivery(out).deliver(store, report(store, "first"));
        FilmReport second = report(store, "second");
        Files.delete(store.file(second.film()));
        assertThatThrownBy(() -> new Delivery(out).deliver(store, second))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.FAILED));
        assertThat(names(out)).containsExactly("contact-sheet.jpg", "film.json", "film.mp4");
        assertThat(out.resolve("film.json")).hasContent("receipt first");
    }

    @Test
    void aDamagedFilmIsNotDelivered() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = folder.resolve("out");
        new Delivery(out).deliver(store, report(store, "first"));
        FilmReport second = report(store, "second");
        assertThat(Delivery.canDeliver(store, second)).isTrue();
        Files.writeString(store.file(second.film()), "film sec0nd");

        assertThatThrownBy(() -> new Delivery(out).deliver(store, second))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("render again");

        assertThat(names(out)).containsExactly("contact-sheet.jpg", "film.json", "film.mp4");
        assertThat(out.resolve("film.mp4")).hasContent("film first");
        assertThat(out.resolve("film.json")).hasContent("receipt first");
        assertThat(Delivery.canDeliver(store, second)).isFalse();
    }

    @Test
    void aResultThatIsNoFilmCannotBeDelivered() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Asset receipt = asset(store, "receipt", MediaType.JSON);

        assertThat(Delivery.canDeliver(store, new FilmReport(FilmOutcome.FAILED, null, null, receipt, List.of(), null)))
                .isFalse();
    }

    @Test
    void whatAKilledDeliveryLeftIsSweptAndWhatALivingOneCopiesIsNot() throws Exception {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = Files.createDirectories(folder.resolve("out"));
        Path dead = part(out, "film.mp4");
        // Another delivery has made it, and locks it in a moment.
        Path fresh = part(out, "film.mp4");
        Files.setLastModifiedTime(fresh, FileTime.from(Instant.now().plusSeconds(60)));
        Path elses = Files.writeString(out.resolve(".film.mp4.notes.part"), "a user's own");
        Path linked = folder.resolve("precious");
        Files.writeString(linked, "kept");
        Files.createSymbolicLink(out.resolve(".film.json." + UUID.randomUUID() + ".part"), linked);
        Path living = part(out, "contact-sheet.jpg");
        Process copying = holding(living);
        try {
            new Delivery(out).deliver(store, report(store, "first"));

            assertThat(dead).doesNotExist();
            assertThat(living).exists();
            assertThat(fresh).exists();
            assertThat(elses).exists();
            assertThat(linked).hasContent("kept");
        } finally {
            copying.destroyForcibly().waitFor();
        }
        new Delivery(out).deliver(store, report(store, "second"));
        assertThat(living).doesNotExist();
    }

    private static Path part(Path out, String name) throws IOException {
        Path part = Files.writeString(out.resolve("." + name + "." + UUID.randomUUID() + ".part"), "half");
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(60)));
        return part;
    }

    /** Another process that holds the lock on a file. */
    private static Process holding(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        return process;
    }

    /** Locks a file until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw");
                    FileLock lock = file.getChannel().lock()) {
                System.out.print("!");
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void aFolderBelowAFileIsRefusedBeforeAnythingIsBought() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new Delivery(file.resolve("out/storm")).requireWritable())
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> new Delivery(file).requireWritable()).isInstanceOf(UserError.class);
    }

    @Test
    void aFilmOfOwnClipsHasNoReceiptAndStandsBesideNone() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"));
        Path out = folder.resolve("out");
        Delivery delivery = Delivery.ofOwnClips(out);
        delivery.requireNoReceipt();
        delivery.deliver(store, ownFilm(store));
        assertThat(names(out)).containsExactly("contact-sheet.jpg", "film.mp4", "joins.html", "joins.json", "stems");
        assertThat(out.resolve("stems/music.wav")).hasContent("music");

        new Delivery(out).deliver(store, report(store, "rendered"));
        assertThatThrownBy(delivery::requireNoReceipt)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("film.json")
                .hasMessageContaining("--out");
    }

    private static AssembledFilm ownFilm(DirectoryStore store) throws IOException {
        return new AssembledFilm(
                asset(store, "film", MediaType.MP4),
                new MediaFacts(2, 2, 24, "24/1", false, "h264", ""),
                asset(store, "sheet", MediaType.JPG),
                Set.of(),
                null,
                asset(store, "report", MediaType.JSON),
                asset(store, "page", MediaType.HTML),
                Map.of("music", asset(store, "music", MediaType.WAV)));
    }

    @Test
    void lookingMakesNothing() throws IOException {
        new Delivery(folder.resolve("a/b/c")).requireWritable();
        assertThat(names(folder)).isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static FilmReport report(DirectoryStore store, String version) throws IOException {
        return new FilmReport(
                FilmOutcome.DONE,
                asset(store, "film " + version, MediaType.MP4),
                asset(store, "sheet " + version, MediaType.JPG),
                asset(store, "receipt " + version, MediaType.JSON),
                List.of(),
                null);
    }

    private static Asset asset(DirectoryStore store, String content, MediaType type) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, type);
    }
}
