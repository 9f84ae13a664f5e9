package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v1",
                "http://LOCALHOST:8089/v1",
                "http://localhost.:8089/v1",
                "http://127.0.0.1:8089/v1",
                "http://127.1.2.3/v1",
                "http://[::1]:8089/v1",
                "http://[0:0:0:0:0:0:0:1]/v1",
                "http://kling.localhost/v1"
            })
    void thisMachineIsOneRealmWhateverItsPort(String url) {
        assertThat(Realm.of(URI.create(url))).isEqualTo("loopback");
        assertThat(Realm.isLoopback(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.qingbo.dev/v1, www.qingbo.dev",
        "https://WWW.Qingbo.dev:443/v1, www.qingbo.dev",
        "https://127.example.org/v1, 127.example.org",
        "https://localhost.example.org/v1, localhost.example.org",
        "https://128.0.0.1/v1, 128.0.0.1",
        "https://[2001:db8::1]/v1, 2001:db8::1"
    })
    void anyOtherHostIsARealmOfItsOwn(String url, String realm) {
        assertThat(Realm.of(URI.create(url))).isEqualTo(realm);
        assertThat(Realm.isLoopback(URI.create(url))).isFalse();
    }
}
