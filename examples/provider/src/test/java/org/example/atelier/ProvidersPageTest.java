package org.example.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/providers.md} prints is what is compiled and tested here. */
class ProvidersPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamplesArePrintedAsTheyAreCompiled() throws IOException {
        String sources = source("main", "AtelierProvider")
                + source("main", "AtelierFactory")
                + source("test", "AtelierProviderTest");
        Matcher page = EXAMPLE.matcher(Files.readString(Path.of("../../docs/providers.md")));
        List<String> printed = page.results().map(example -> example.group(1)).toList();

        assertThat(printed).hasSize(5).allSatisfy(example -> assertThat(sources).contains(example));
    }

    private static String source(String part, String name) throws IOException {
        return Files.readString(Path.of("src", part, "java/org/example/atelier", name + ".java"));
    }
}
