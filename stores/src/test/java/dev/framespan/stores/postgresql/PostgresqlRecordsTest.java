package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import dev.framespan.activities.store.contract.Opener;
import dev.framespan.activities.store.contract.RecordsContract;
import java.time.Clock;

@OnPostgresql
class PostgresqlRecordsTest extends RecordsContract {
    private final String place = PostgresqlServer.here().url(PostgresqlServer.schema());

    @Override
    protected Class<? extends Opener<? extends Records>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return place;
    }

    /** In whichever process. */
    public static final class Open implements Opener<Records> {
        @Override
        public Records open(String place, Clock clock) {
            return PostgresqlRecords.open(place, clock);
        }
    }
}
