package dev.framespan.starter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorProgramTest {
    private static final String HOME = "framespan.home";

    private final String before = System.getProperty(HOME);

    @TempDir
    Path home;

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, before);
        }
    }

    @Test
    void aCopyWithoutItsLibrariesIsSaidBeforeAnythingIsStarted() throws IOException {
        System.setProperty(HOME, home.toString());
        assertThatThrownBy(SimulatorProgram::installed)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the built-in simulator is not built");

        Path jar = Files.createFile(
                Files.createDirectories(home.resolve("simulator/target")).resolve("simulator.jar"));
        assertThatThrownBy(SimulatorProgram::installed)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(home.resolve("simulator/target/lib").toString())
                .hasMessageEndingWith("copy this folder, too, or build Framespan again; nothing was started");

        Files.createDirectory(jar.resolveSibling("lib"));
        assertThat(SimulatorProgram.installed().jar()).isEqualTo(jar);
    }
}
