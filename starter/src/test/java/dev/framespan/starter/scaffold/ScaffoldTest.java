package dev.framespan.starter.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code framespan new} writes; that it builds and makes its film is {@link ScaffoldIT}'s to say. */
class ScaffoldTest {
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>(.*)</version>");
    private static final Pattern IMPORT = Pattern.compile("import [a-z.]+\\.([A-Z]\\w*);");

    @TempDir
    Path folder;

    @Test
    void everythingIsCalledByTheProjectsName() throws IOException {
        Path project = project("night-ferry", "com.example.films").write(folder);
        assertThat(project).isEqualTo(folder.resolve("night-ferry"));
        assertThat(files(project))
                .containsExactlyInAnyOrder(
                        "pom.xml",
                        "README.md",
                        ".gitignore",
                        "night-ferry.json",
                        "src/main/java/com/example/films/NightFerry.java",
                        "src/main/java/com/example/films/NightFerryImpl.java",
                        "src/main/java/com/example/films/NightFerryWorkflows.java",
                        "src/main/java/com/example/films/Story.java",
                        "src/main/resources/META-INF/services/dev.framespan.workflows.studio.HostedWorkflows",
                        "src/test/java/com/example/films/NightFerryTest.java",
                        "src/test/resources/histories/first-film.json");
        for (String file : files(project)) {
            assertThat(Files.readString(project.resolve(file)))
                    .doesNotContain("@name@", "@Type@", "@package@", "@version@", "MyFilm", "my-film");
        }
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<version>1.2.3</version>", "<artifactId>night-ferry</artifactId>");
    }

    @Test
    void theReadmeHasTheCommandsThatAreSaid() throws IOException {
        Scaffold scaffold = project("my-film", null);
        String readme = Files.readString(scaffold.write(folder).resolve("README.md"));
        assertThat(scaffold.next().subList(1, 3))
                .allSatisfy(command -> assertThat(readme).contains("    " + command + "\n"));
    }

    @Test
    void thePackageIsTheNameWhereNothingElseIsSaid() throws IOException {
        Path project = project("my-film", null).write(folder);
        assertThat(Files.readString(project.resolve("src/main/java/myfilm/MyFilm.java")))
                .startsWith("package myfilm;");
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Files.createDirectory(folder.resolve("my-film"));
        assertThat(project("my-film", null).write(folder)).isNotEmptyDirectory();
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Path mine = Files.writeString(
                Files.createDirectory(folder.resolve("my-film")).resolve("mine"), "mine");
        assertThatThrownBy(() -> project("my-film", null).write(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("my-film is there already");
        assertThat(folder.resolve("my-film")).isDirectoryContaining(mine::equals);
        assertThat(files(folder)).containsExactly("my-film/mine");
    }

    @Test
    void aFileOfThatNameIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("my-film"), "mine");
        assertThatThrownBy(() -> project("my-film", null).write(folder))
                .hasMessageContaining("my-film is there already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"My-Film", "my_film", "-film", "film-", "my--film", "7-samurai", "../film", "a/b", "café", ""})
    void whatIsNoNameIsRefusedWithOneThatIs(String name) {
        assertThatThrownBy(() -> project(name, null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("such as my-film")
                .hasMessageEndingWith("not " + name);
    }

    @ParameterizedTest
    @CsvSource({"new,", "my-film,Com.Example", "my-film,a..b", "my-film,a-b", "my-film,com.int"})
    void whatIsNoPackageIsRefused(String name, String javaPackage) {
        assertThatThrownBy(() -> project(name, javaPackage))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no package of Java")
                .hasMessageContaining("--package");
    }

    @Test
    void noTypeHidesOneThatTheProjectNeeds() throws IOException {
        Path project = project("my-film", null).write(folder);
        for (String file : files(project)) {
            Matcher imported = IMPORT.matcher(Files.readString(project.resolve(file)));
            while (imported.find()) {
                String name =
                        imported.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
                assertThatThrownBy(() -> project(name, null))
                        .hasMessageContaining("would hide the " + imported.group(1));
            }
        }
    }

    @Test
    void itsPluginsAreThoseThatFramespanIsBuiltWith() throws IOException {
        Path project = project("my-film", null).write(folder);
        String parent = Files.readString(Path.of("../pom.xml"));
        Matcher plugin = PLUGIN.matcher(Files.readString(project.resolve("pom.xml")));
        int found = 0;
        while (plugin.find()) {
            assertThat(parent)
                    .containsPattern(Pattern.quote("<artifactId>" + plugin.group(1) + "</artifactId>") + "\\s*"
                            + Pattern.quote("<version>" + plugin.group(2) + "</version>"));
            found++;
        }
        assertThat(found).isEqualTo(5);
    }

    private static Scaffold project(String name, String javaPackage) {
        return new Scaffold(name, Optional.ofNullable(javaPackage), "1.2.3");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
