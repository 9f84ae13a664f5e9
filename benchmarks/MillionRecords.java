import dev.framespan.stores.postgresql.PostgresqlRecords;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fills a store on PostgreSQL with a million records, and times what is asked of it before and after. */
final class MillionRecords {
    private static final int FINGERPRINTS = 250_000;
    private static final int TIMES = 1_000;
    // Four entries a fingerprint, as of one that was bought.
    private static final String FILL = "insert into records select 'ledger/v1/' || left(hash, 2) || '/' || hash, entry,"
            + " convert_to(repeat('x', 600), 'UTF8'), gen_random_uuid()"
            + " from (select encode(sha256(number::text::bytea), 'hex') hash from generate_series(1, %d) number) fingerprints,"
            + " unnest(array['0001-1-claimed-01.json', '0001-2-sending.json', '0001-3-submitted.json', '0001-4-completed.json']) entry";

    private MillionRecords() {}

    @FunctionalInterface
    private interface Call {
        void make(int time) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Logger migrations = Logger.getLogger("org.flywaydb");
        migrations.setLevel(Level.WARNING);
        String url = arguments[0];
        try (PostgresqlRecords records = PostgresqlRecords.open(url)) {
            if (!records.list("").isEmpty()) {
                throw new IllegalArgumentException("not an empty store");
            }
            System.out.println("without a record");
            time(records, "small");
            long begun = System.nanoTime();
            try (Connection connection = DriverManager.getConnection(arguments[1]);
                    Statement statement = connection.createStatement()) {
                statement.execute(String.format(Locale.ROOT, FILL, FINGERPRINTS));
                statement.execute("analyze records");
            }
            System.out.printf(Locale.ROOT, "with a million, written in %.0f s%n", seconds(begun));
            time(records, "large");
            begun = System.nanoTime();
            int found = 0;
            for (String part : records.list("ledger/v1")) {
                found += records.list(part).size();
            }
            System.out.printf(Locale.ROOT, "  all %d fingerprints listed: %.2f s%n", found, seconds(begun));
        }
    }

    private static void time(PostgresqlRecords records, String films) throws Exception {
        List<String> parts = records.list("ledger/v1");
        List<String> fingerprints = parts.isEmpty() ? List.of("ledger/v1/none") : records.list(parts.get(0));
        Random random = new Random(1);
        byte[] content = "x".repeat(600).getBytes(StandardCharsets.UTF_8);
        median("create", time -> records.create(films + "/" + time + "/end.json", content));
        median("update", time -> records.update(films + "/" + time + "/end.json", held -> Optional.of(content)));
        median("read", time -> records.read(films + "/" + time + "/end.json"));
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
