package dev.framespan.starter.scaffold;

import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A developer's project for one workflow, ready to be built: {@code src/main/resources/scaffold} with its names filled in. */
public final class Scaffold {
    private final ProjectName names;
    private final String version;

    /**
     * A project that is not written yet.
     *
     * @param name such as {@code my-film}
     * @param javaPackage empty for one made of the name
     * @param version of Framespan, with which it is built
     * @throws UserError when no project can be called so
     */
    public Scaffold(String name, Optional<String> javaPackage, String version) {
        this.names = ProjectName.of(name, javaPackage);
        this.version = version;
    }

    /**
     * Writes it into a folder of its name.
     *
     * @param parent of the folder
     * @return the folder
     * @throws UserError when that is there and not empty, or cannot be written
     */
    public Path write(Path parent) {
        Path folder = parent.resolve(names.name());
        try {
            if (isInTheWay(folder)) {
                throw UserError.refused(names.name()
                        + " is there already, and no empty folder; take another name, or make it elsewhere");
            }
            for (Map.Entry<String, String> file : files().entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, text(file.getValue()));
            }
        } catch (IOException e) {
            throw UserError.failed(folder + " cannot be written (" + IoReason.of(e) + ")", e);
        }
        return folder;
    }

    /** What makes its film, from where its folder is. */
    public List<String> next() {
        return List.of(
                "cd " + names.name(),
                "mvn verify",
                "framespan run " + names.type() + " --input " + names.name() + ".json --workflows target");
    }

    private static boolean isInTheWay(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        }
    }

    /** Each file with the template that it is made of. */
    private Map<String, String> files() {
        String sources = names.javaPackage().replace('.', '/') + "/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml");
        files.put("README.md", "README.md");
        files.put(".gitignore", "gitignore");
        files.put(names.name() + ".json", "input.json");
        files.put("src/main/resources/META-INF/services/dev.framespan.workflows.studio.HostedWorkflows", "services");
        files.put("src/main/java/" + sources + "Story.java", "Story.java");
        for (String end : List.of("", "Impl", "Workflows")) {
            files.put("src/main/java/" + sources + names.type() + end + ".java", "Type" + end + ".java");
        }
        files.put("src/test/java/" + sources + names.type() + "Test.java", "TypeTest.java");
        // A film that the test kit has made of the project as it is written: Histories.write(studio.start("first-film",
        // ...), file).
        files.put("src/test/resources/histories/first-film.json", "history.json");
        return files;
    }

    private String text(String template) throws IOException {
        try (InputStream in = Scaffold.class.getResourceAsStream("/scaffold/" + template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@name@", names.name())
                    .replace("@Type@", names.type())
                    .replace("@package@", names.javaPackage())
                    .replace("@version@", version);
        }
    }
}
