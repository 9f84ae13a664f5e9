package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a house of cards: Java and Maven are scripts that say how they were called. */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path home;
    private Path tools;

    @BeforeEach
    void build() throws IOException {
        home = Files.createDirectories(folder.resolve("a house"));
        tools = Files.createDirectories(folder.resolve("tools"));
        Files.copy(FramespanProgram.home().resolve("framespan"), home.resolve("framespan"));
        assertThat(home.resolve("framespan").toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("starter/src/main/java"));
        Files.writeString(home.resolve("starter/pom.xml"), "<project/>");
        Files.writeString(home.resolve("starter/src/main/java/Starter.java"), "class Starter {}");
        for (String tool : List.of(
                "sh",
                "readlink",
                "dirname",
                "find",
                "head",
                "mkdir",
                "cat",
                "rm",
                "mv",
                "sleep",
                "touch",
                "grep",
                "sed")) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script(tool, "exec " + real + " \"$@\"");
        }
        script("java", "case $1 in --list-modules) echo jdk.compiler@17;; *) echo \"java: $*\";; esac");
        script(
                "mvn",
                "echo built >> \"" + folder.resolve("builds") + "\"\n"
                        + "echo '[INFO] Building Framespan 0.1.0-SNAPSHOT                  [1/6]'\n"
                        + "echo '[INFO] Downloading from central: https://repository/a.jar'\n"
                        + "echo '[INFO] Building Framespan: simulator 0.1.0-SNAPSHOT       [2/6]'\n"
                        + "echo '[WARNING] an old method'\n"
                        + "sleep 1\nmkdir -p starter/target/quarkus-app simulator/target\n"
                        + "touch starter/target/quarkus-app/quarkus-run.jar simulator/target/simulator.jar");
    }

    @Test
    void itBuildsOnceAndThenOnlyStarts() throws IOException {
        Program first = run("render", "a film.yaml");
        first.assertEnds(0, PATIENCE);
        assertThat(first.err()).containsExactly("building Framespan, once: a few minutes…", "  2/6  simulator");
        assertThat(first.out())
                .singleElement()
                .asString()
                .contains("-Dframespan.home=" + home.toRealPath())
                .endsWith(
                        "-jar " + home.toRealPath() + "/starter/target/quarkus-app/quarkus-run.jar render a film.yaml");
        Program second = run("--version");
        second.assertEnds(0, PATIENCE);
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void newerSourcesAreBuilt() throws IOException {
        run("--version").awaitEnd(PATIENCE);
        Files.setLastModifiedTime(
                home.resolve("starter/src/main/java/Starter.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        Program again = run("--version");
        again.assertEnds(0, PATIENCE);
        assertThat(again.err()).containsExactly("building Framespan (sources have changed)…", "  2/6  simulator");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws IOException {
        Program one = run("--version");
        Program two = run("--version");
        one.assertEnds(0, PATIENCE);
        two.assertEnds(0, PATIENCE);
        assertThat(builds()).isEqualTo(1);
        assertThat(home.resolve(".framespan-build")).doesNotExist();
    }

    @Test
    void whatAKilledBuilderLeavesHindersNoLaterOne() throws IOException {
        Files.createDirectories(home.resolve(".framespan-build"));
        Files.writeString(home.resolve(".framespan-build/pid"), "999999999\n");
        Program program = run("--version");
        program.assertEnds(0, PATIENCE);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void mavensWordsComeOnlyWhenItFails() throws IOException {
        script("mvn", "echo '[INFO] Scanning'; echo '[ERROR] no such symbol'; exit 1");
        Program program = run("--version");
        program.assertEnds(1, PATIENCE);
        assertThat(program.err())
                .contains("[ERROR] no such symbol")
                .noneMatch(line -> line.contains("Scanning"))
                .last()
                .asString()
                .contains("the build failed");
        assertThat(program.out()).isEmpty();
    }

    @Test
    void withoutSourcesNothingIsBuilt() throws IOException {
        run("--version").awaitEnd(PATIENCE);
        Files.delete(home.resolve("pom.xml"));
        Files.delete(tools.resolve("mvn"));
        Program program = run("--version");
        program.assertEnds(0, PATIENCE);
        assertThat(program.err()).isEmpty();
    }

    @Test
    void aLinkLeadsHome() throws IOException {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("direct"), home.resolve("framespan"));
        Files.createSymbolicLink(links.resolve("film"), Path.of("direct"));
        Program program = Program.start(
                folder, environment(), List.of(links.resolve("film").toString(), "--version"));
        program.assertEnds(0, PATIENCE);
        assertThat(program.out()).singleElement().asString().contains("-Dframespan.home=" + home.toRealPath());
    }

    @Test
    void aJavaHomeThatIsNoneIsSaid() {
        Map<String, String> environment = environment();
        environment.put("JAVA_HOME", "/nowhere");
        Program program = Program.start(
                folder, environment, List.of(home.resolve("framespan").toString(), "--version"));
        program.assertEnds(1, PATIENCE);
        assertThat(program.err())
                .singleElement()
                .asString()
                .contains("/nowhere")
                .contains("JDK 17");
    }

    @Test
    void anOldJavaIsSaid() throws IOException {
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        Program program = run("--version");
        program.assertEnds(1, PATIENCE);
        assertThat(program.err())
                .singleElement()
                .asString()
                .contains("Java 17 or newer")
                .contains("Java 11");
    }

    @Test
    void anArchiveOfClassesIsForTheJavaThatMadeIt() throws IOException {
        run("--version").awaitEnd(PATIENCE);
        Path archive = Files.createFile(home.resolve("starter/target/quarkus-app/17.0.15+6-x.jsa"));
        assertThat(runOf("17.0.15+6-x"))
                .contains("=0 -Xlog:disable -XX:SharedArchiveFile=" + archive.toRealPath() + " -Djava");
        assertThat(runOf("17.0.16+8-x")).doesNotContain("SharedArchiveFile").contains(" -Xshare:auto -Djava");
    }

    private String runOf(String runtime) throws IOException {
        Files.writeString(
                folder.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + runtime + "\"\nJAVA_VERSION=\"17.0.15\"\n");
        Program program = run("--version");
        program.assertEnds(0, PATIENCE);
        return String.join("\n", program.out());
    }

    @Test
    void aMissingMavenIsSaidWithTheCure() throws IOException {
        Files.delete(tools.resolve("mvn"));
        Program program = run("--version");
        program.assertEnds(1, PATIENCE);
        assertThat(program.err()).singleElement().asString().contains("apt install maven");
    }

    private Program run(String... arguments) {
        List<String> command =
                new java.util.ArrayList<>(List.of(home.resolve("framespan").toString()));
        command.addAll(List.of(arguments));
        return Program.start(folder, environment(), command);
    }

    /** A search path with the tools every POSIX system has, and none of this machine's Java and Maven. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", "");
        environment.put("PATH", tools.toString());
        return environment;
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private void script(String name, String content) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + content + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
