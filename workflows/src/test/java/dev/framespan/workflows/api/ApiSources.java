package dev.framespan.workflows.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sources whose documentation goes into the javadoc jar, as this module's {@code pom.xml} lists them. */
final class ApiSources {
    private static final Path FOLDER = Path.of("src/main/java");
    private static final Pattern LISTED = Pattern.compile("<include>(.*)\\.java</include>");

    private ApiSources() {}

    static List<String> types() throws IOException {
        return LISTED.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(include -> include.group(1).replace('/', '.'))
                .toList();
    }

    static String text(String type) throws IOException {
        return Files.readString(FOLDER.resolve(file(type)));
    }

    /** Alone in a folder: javadoc would read those beside them. */
    static List<Path> copied(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String type : types()) {
            Path copy = folder.resolve(file(type));
            Files.createDirectories(copy.getParent());
            copies.add(Files.copy(FOLDER.resolve(file(type)), copy));
        }
        return copies;
    }

    private static String file(String type) {
        return type.replace('.', '/') + ".java";
    }
}
