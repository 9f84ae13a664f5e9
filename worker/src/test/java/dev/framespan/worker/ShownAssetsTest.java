package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.generation.AssetUrls;
import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.Realm;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAssetsTest {
    private static final Asset PICTURE = new Asset("ab".repeat(32), 10, MediaType.PNG);
    private static final URI HERE = URI.create("http://127.0.0.1:8088/assets");
    private static final String PUBLIC = "https://films.example.org";

    /** 93.184.216.34 is of the public Internet; of a literal nobody is asked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.example.org/v1 | true | https://93.184.216.34/b | PUBLIC",
                "https://api.example.org/v1 | true | none                    | PUBLIC",
                "https://api.example.org/v1 | false | https://93.184.216.34/b | LINK",
                "https://api.example.org/v1 | false | http://10.0.0.7:9000/b  | NOWHERE",
                "https://api.example.org/v1 | false | http://minio.internal/b | NOWHERE",
                "https://api.example.org/v1 | false | none                    | NOWHERE",
                "http://127.0.0.1:9/v1      | false | http://10.0.0.7:9000/b  | LINK",
                "http://127.0.0.1:9/v1      | false | none                    | HERE",
            })
    void aProviderFetchesWhereItReallyCan(String provider, boolean hasPublicUrl, String link, String where)
            throws IOException {
        ShownAssets shown = ShownAssets.of(
                storeWith(link),
                PICTURE,
                hasPublicUrl ? Optional.of(URI.create(PUBLIC)) : Optional.empty(),
                Optional.of(HERE));

        Optional<AssetUrls> urls = shown.to(account(provider));

        String expected =
                switch (where) {
                    case "PUBLIC" -> PUBLIC + "/assets/" + PICTURE.fileName();
                    case "LINK" -> link + "?signed";
                    case "HERE" -> HERE + "/" + PICTURE.fileName();
                    default -> null;
                };
        assertThat(urls.isPresent() ? urls.get().of(PICTURE) : null).isEqualTo(expected);
        assertThat(shown.areSeenByAll(List.of(account(provider)))).isEqualTo(expected != null);
    }

    @Test
    void oneProviderThatSeesNothingIsEnoughToSaySo() throws IOException {
        ShownAssets shown = ShownAssets.of(storeWith("none"), PICTURE, Optional.empty(), Optional.of(HERE));

        assertThat(shown.areSeenByAll(List.of(account("http://127.0.0.1:9/v1"), account("https://api.example.org/v1"))))
                .isFalse();
    }

    @Test
    void whoShowsNothingItselfKnowsThatAProviderOfThisMachineSeesWhatAnotherWorkerShows() throws IOException {
        ShownAssets shown = ShownAssets.of(storeWith("none"), PICTURE, Optional.empty(), Optional.empty());

        assertThat(shown.areSeenByAll(List.of(account("http://127.0.0.1:9/v1"))))
                .isTrue();
        assertThat(shown.to(account("http://127.0.0.1:9/v1"))).isEmpty();
        assertThat(shown.areSeenByAll(List.of(account("https://api.example.org/v1"))))
                .isFalse();
    }

    private static Store storeWith(String link) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("link");
                    return link.equals("none") ? Optional.empty() : Optional.of(URI.create(link + "?signed"));
                });
    }

    private static ProviderAccount account(String url) {
        ProviderFactory kling = new KlingFactory();
        URI address = URI.create(url);
        String realm = Realm.isLoopback(address) ? Realm.LOOPBACK : address.getHost();
        return new ProviderAccount(
                kling,
                List.of("kling"),
                address,
                "key",
                new Account(realm, "key"),
                1,
                10,
                Optional.empty(),
                Optional.empty());
    }
}
