package dev.framespan.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.postgresql.OnPostgresql;
import dev.framespan.stores.postgresql.PostgresqlServer;
import dev.framespan.stores.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores in one bucket would take each other's assets for unused. */
@OnPostgresql
class BucketOwnerTest {
    @TempDir
    static Path folder;

    private static S3ServerProcess s3;

    private final StoreAddress first = StoreAddress.of(PostgresqlServer.here().url(PostgresqlServer.schema()));
    private final StoreAddress second = StoreAddress.of(PostgresqlServer.here().url(PostgresqlServer.schema()));

    @BeforeAll
    static void serve() throws IOException {
        s3 = new S3ServerProcess(folder.resolve("s3"));
        s3.environment().forEach((name, value) -> System.setProperty(property(name), value));
    }

    @AfterAll
    static void end() {
        s3.close();
        s3.environment().keySet().forEach(name -> System.clearProperty(property(name)));
    }

    private static String property(String variable) {
        return switch (variable) {
            case "AWS_ENDPOINT_URL_S3" -> "aws.endpointUrlS3";
            case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
            case "AWS_SECRET_ACCESS_KEY" -> "aws.secretAccessKey";
            default -> "aws.disableEc2Metadata";
        };
    }

    private static Stores in(String prefix) {
        return new Stores(new StoreSettings(
                Optional.of(S3ServerProcess.bucket() + "/" + prefix), folder.resolve("cache"), 1_000_000_000));
    }

    @Test
    void aBucketIsOneStoresAndStaysIt() throws IOException {
        Store opened = in("a").open(first);

        assertThatCode(() -> in("a").open(first)).doesNotThrowAnyException();
        assertThatThrownBy(() -> in("a").open(second))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another store has its assets here");
        assertThat(opened.list("bucket")).hasSize(1);
    }

    @Test
    void aStoreWhoseBucketIsNamedOtherwiseIsRefusedAlsoToWhoOnlyReads() {
        in("b").open(first);

        assertThatThrownBy(() -> in("c").open(first))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("this store's assets are in " + S3ServerProcess.bucket() + "/b");
        Store reader = in("c").openExisting(first).orElseThrow();
        assertThatThrownBy(reader::scratch).isInstanceOf(StoreException.class);
    }
}
