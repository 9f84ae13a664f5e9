package dev.framespan.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.StoreException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlUrlTest {
    private static PostgresqlUrl url(String text) {
        return PostgresqlUrl.parse(text, Map.of("PGUSER", "studio", "PGPASSWORD", "of-the-environment"));
    }

    @Test
    void aUrlNamesUserPasswordDatabaseAndSchema() {
        PostgresqlUrl url = url("postgresql://me:a%2Fb%40c+d@db.example:5433/films?currentSchema=two&sslmode=require");

        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).contains("a/b@c+d");
        assertThat(url.schema()).isEqualTo("two");
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:5433/films?currentSchema=two&sslmode=require");
        assertThat(url).hasToString("postgresql://db.example:5433/films");
        assertThat(url.address()).isEqualTo("postgresql://me@db.example:5433/films?currentSchema=two&sslmode=require");
        assertThat(url("postgresql://db.example/films?password=s3cret&user=me&sslpassword=s3cret")
                        .address())
                .isEqualTo("postgresql://db.example/films?user=me");
    }

    @Test
    void theEnvironmentSaysWhatTheUrlLeavesOut() {
        PostgresqlUrl url = url("postgres://db.example/films");

        assertThat(url.user()).isEqualTo("studio");
        assertThat(url.password()).contains("of-the-environment");
        assertThat(url.schema()).isEqualTo("framespan");
        assertThat(PostgresqlUrl.parse("postgresql://me@db.example/films", Map.of())
                        .password())
                .isEmpty();
    }

    @Test
    void severalHostsAreTheDriversBusiness() {
        assertThat(url("postgresql://one:5432,two:5432/films?targetServerType=primary")
                        .jdbc())
                .startsWith("jdbc:postgresql://one:5432,two:5432/films?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://",
                "postgresql://me:s3cret@db.example",
                "postgresql://me:s3cret@db.example/",
                "postgresql://me:s3cret/word@db.example/films",
                "mysql://me:s3cret@db.example/films",
                "s3cret"
            })
    void whatIsNoneIsRefusedWithAnExampleAndWithoutWhatItSays(String text) {
        assertThatThrownBy(() -> url(text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("write postgresql://user@host:5432/database")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "Films", "a%22b", "", "1a"})
    void aSchemaIsOneWithAPlainName(String schema) {
        assertThatThrownBy(() -> url("postgresql://me:s3cret@db.example/films?currentSchema=" + schema))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("?currentSchema=framespan")
                .hasMessageNotContaining("s3cret");
    }
}
