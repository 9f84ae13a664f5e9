package dev.framespan.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Workflows of one's own are compiled and tested against {@code framespan-bom}, and run in a worker that has Quarkus' list of versions. */
class BomTest {
    private static final Path BOM = Path.of("../bom/pom.xml");
    private static final Pattern VERSION = Pattern.compile("<(\\w+)\\.version>(.*)</\\1\\.version>");
    private static final Map<String, String> JARS = Map.of(
            "temporal", "temporal-sdk",
            "jackson", "jackson-databind",
            "grpc", "grpc-api",
            "protobuf", "protobuf-java",
            "slf4j", "slf4j-api",
            "junit", "junit-jupiter-api");

    @Test
    void itsVersionsAreThoseOfTheWorker() throws IOException {
        List<String> classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(jar -> Path.of(jar).getFileName().toString())
                .toList();
        Matcher version = VERSION.matcher(Files.readString(BOM));
        int found = 0;
        while (version.find()) {
            assertThat(classPath).contains(JARS.get(version.group(1)) + "-" + version.group(2) + ".jar");
            found++;
        }
        assertThat(found).isEqualTo(JARS.size());
    }
}
