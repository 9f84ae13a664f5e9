package dev.framespan.testkit.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sources of what authors see. Those of the library are listed in its {@code pom.xml}, for its javadoc jar. */
final class ApiSources {
    private static final Path LIBRARY = Path.of("../workflows");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LISTED = Pattern.compile("<include>(.*)\\.java</include>");

    private ApiSources() {}

    /** Names of the library's types whose documentation goes into its javadoc jar. */
    static List<String> listed() throws IOException {
        return LISTED.matcher(Files.readString(LIBRARY.resolve("pom.xml")))
                .results()
                .map(include -> include.group(1).replace('/', '.'))
                .toList();
    }

    static String text(String type) throws IOException {
        return Files.readString(source(type));
    }

    /** Alone in a folder: javadoc would read those beside them. */
    static List<Path> copied(Iterable<String> types, Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String type : types) {
            Path copy = folder.resolve(file(type));
            Files.createDirectories(copy.getParent());
            copies.add(Files.copy(source(type), copy));
        }
        return copies;
    }

    private static Path source(String type) {
        Path own = SOURCES.resolve(file(type));
        return Files.exists(own) ? own : LIBRARY.resolve(own);
    }

    private static String file(String type) {
        return type.replace('.', '/') + ".java";
    }
}
