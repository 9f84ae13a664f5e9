package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderRealmsTest {
    @TempDir
    Path folder;

    private Catalogue catalogue() throws IOException {
        return Catalogue.read(Files.writeString(
                folder.resolve("own.json"),
                "{\"videos\": [{\"name\": \"kling-v2.6\", \"provider\": \"my-atelier\"}]}"));
    }

    @Test
    void eachModelIsMadeInTheRealmOfItsProviderAndFilmsBelongToTheFirst() throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("my-atelier", "atelier.org");
        byName.put("kling", "example.org");
        ProviderRealms realms = new ProviderRealms(byName);

        assertThat(realms.main()).isEqualTo("atelier.org");
        assertThat(realms.of(catalogue(), "kling-v2.6")).contains("atelier.org");
        assertThat(realms.of(catalogue(), "kling-v3")).contains("example.org");
        assertThat(realms.of(catalogue(), "no-such-model")).contains("atelier.org");
    }

    @Test
    void whatIsMadeByNobodyHereSaysWhatToSet() throws IOException {
        ProviderRealms alone = ProviderRealms.of("example.org");

        assertThat(alone.whyNot(catalogue(), "kling-v3")).isEmpty();
        assertThat(alone.whyNot(catalogue(), "kling-v2.6").orElseThrow())
                .contains("FRAMESPAN_PROVIDERS", "kling,my-atelier", "MY_ATELIER_API_KEY");
    }
}
