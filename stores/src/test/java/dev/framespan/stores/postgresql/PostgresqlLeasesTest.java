package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.contract.LeasesContract;
import dev.framespan.activities.store.contract.Opener;
import java.time.Clock;

@OnPostgresql
class PostgresqlLeasesTest extends LeasesContract {
    private final String place = PostgresqlServer.here().url(PostgresqlServer.schema());

    @Override
    protected Class<? extends Opener<? extends Leases>> opener() {
        return Open.class;
    }

    @Override
    protected String place() {
        return place;
    }

    /** In whichever process. */
    public static final class Open implements Opener<Leases> {
        @Override
        public Leases open(String place, Clock clock) {
            return PostgresqlRecords.open(place, clock).leases();
        }
    }
}
