import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Records;
import dev.framespan.stores.postgresql.PostgresqlRecords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fills a store with a million records of the ledger and its index, and times what is asked of it before and after. */
final class MillionRecords {
    private static final int FINGERPRINTS = 250_000;
    private static final int FILMS = 2_500;
    private static final int TIMES = 1_000;

    private MillionRecords() {}

    @FunctionalInterface
    private interface Call {
        void make(int time) throws Exception;
    }

    @FunctionalInterface
    private interface Writer {
        void write(String key, byte[] content) throws Exception;
    }

    /** @param arguments a folder; or a store's URL and its JDBC URL */
    public static void main(String[] arguments) throws Exception {
        Logger migrations = Logger.getLogger("org.flywaydb");
        migrations.setLevel(Level.WARNING);
        if (arguments.length == 1) {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            new ClaimIndex(store).complete();
            run(store, () -> fill(store.root()));
        } else {
            try (PostgresqlRecords records = PostgresqlRecords.open(arguments[0])) {
                run(records, () -> fill(arguments[1]));
            }
        }
    }

    @FunctionalInterface
    private interface Filling {
        void run() throws Exception;
    }

    private static void run(Records records, Filling filling) throws Exception {
        System.out.println("without a record");
        time(records, "small");
        long begun = System.nanoTime();
        filling.run();
        System.out.printf(Locale.ROOT, "with a million, written in %.0f s%n", seconds(begun));
        time(records, "large");
        begun = System.nanoTime();
        int found = 0;
        for (String part : records.list("ledger/v1")) {
            found += records.list(part).size();
        }
        System.out.printf(Locale.ROOT, "  all %d fingerprints listed: %.2f s%n", found, seconds(begun));
    }

    private static void fill(String jdbc) throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbc + "&reWriteBatchedInserts=true");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into records (folder, name, content, mark) values (?, ?, ?, ?) on conflict do nothing");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int[] batched = new int[1];
            write((key, content) -> {
                int end = key.lastIndexOf('/');
                insert.setString(1, key.substring(0, end));
                insert.setString(2, key.substring(end + 1));
                insert.setBytes(3, content);
                insert.setObject(4, UUID.randomUUID());
                insert.addBatch();
                if (++batched[0] % 1_000 == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum analyze records");
        }
    }

    /** Without forcing anything to the disk. */
    private static void fill(Path root) throws Exception {
        write((key, content) -> {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        });
    }

    /** Four entries a fingerprint, as of one that was bought, a hundred fingerprints a film. */
    private static void write(Writer writer) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        writer.write("index/complete.json", bytes("{}"));
        for (int number = 0; number < FINGERPRINTS; number++) {
            String hash = HexFormat.of().formatHex(digest.digest(bytes("fingerprint " + number)));
            String film = "film-" + number % FILMS;
            String day = String.format(Locale.ROOT, "2026-03-%02d", 1 + number % FILMS % 28);
            writer.write("index/claims/" + film + "/" + day + "/v1-" + hash, new byte[0]);
            for (Map.Entry<String, String> entry : entries(number, hash, film, day).entrySet()) {
                writer.write(
                        "ledger/v1/" + hash.substring(0, 2) + "/" + hash + "/" + entry.getKey(),
                        bytes(entry.getValue()));
            }
        }
    }

    private static Map<String, String> entries(int number, String hash, String film, String day) {
        String at = "\"at\":\"" + day + "T10:00:00Z\"";
        String owner = at + ",\"owner\":\"bf417984-51be-43f3-b552-dbac107b7c32\",\"deadline\":\"" + day
                + "T10:01:00Z\"";
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(
                "0001-1-claimed-01.json",
                "{\"state\":\"claimed\"," + owner + ",\"film\":\"" + film
                        + "\",\"run\":\"5ae45446-6e0d-4aa8-a1c3-a2cc0bd81ccc\",\"id\":\"shot-" + number / FILMS
                        + "\",\"take\":1,\"model\":\"kling-v3\",\"priceUsd\":0.357,\"realm\":\"example.org\","
                        + "\"resolution\":\"720p\",\"seconds\":3,\"audio\":false}");
        entries.put("0001-2-sending.json", "{\"state\":\"sending\"," + owner + ",\"claim\":1}");
        entries.put("0001-3-submitted.json", "{\"state\":\"submitted\"," + at + ",\"task\":\"task-" + number + "\"}");
        entries.put(
                "0001-4-completed.json",
                "{\"state\":\"completed\"," + at + ",\"original\":{\"sha256\":\"" + hash
                        + "\",\"bytes\":773713,\"type\":\"mp4\"},\"facts\":{\"width\":1280,\"height\":720,\"frames\":72,"
                        + "\"rate\":\"24/1\",\"sound\":false,\"codec\":\"h264\",\"signature\":\"c641c90401674e10\"}}");
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void time(Records records, String films) throws Exception {
        List<String> parts = records.list("ledger/v1");
        List<String> fingerprints = parts.isEmpty() ? List.of("ledger/v1/none") : records.list(parts.get(0));
        Random random = new Random(1);
        byte[] content = bytes("x".repeat(600));
        median("create", time -> records.create("films/" + films + time + "/end.json", content));
        median("update", time -> records.update("films/" + films + time + "/end.json", held -> Optional.of(content)));
        median("read", time -> records.read("films/" + films + time + "/end.json"));
        median(
                "list of a fingerprint",
                time -> records.list(fingerprints.get(random.nextInt(fingerprints.size()))));
        median("list of ledger, which has one folder", time -> records.list("ledger"));
    }

    private static void median(String what, Call call) throws Exception {
        long[] nanos = new long[TIMES];
        for (int time = 0; time < TIMES; time++) {
            long begun = System.nanoTime();
            call.make(time);
            nanos[time] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT, "  %s: %.2f ms, at worst %.2f ms%n", what, nanos[TIMES / 2] / 1e6, nanos[TIMES - 1] / 1e6);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
