package dev.framespan.workflows.history;

import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records the histories that {@link ReplayTest} replays, after a change that is meant to change them:
 *
 * <pre>{@code
 * mvn -q -pl workflows test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.framespan.workflows.history.HistoryRecorder -Dexec.args=workflows/src/test/resources/histories
 * }</pre>
 *
 * {@code film}, {@code generation} and {@code generation-out-of-time} are of versions that are gone, and are never recorded again.
 */
public final class HistoryRecorder {
    private HistoryRecorder() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (WorkflowTestServer server = new WorkflowTestServer()) {
            server.film(new Plans()
                    .keyframe("dawn")
                    .keyframe("dusk")
                    .shot("rise", "dawn", "dusk")
                    .shot("set", "dusk", null)
                    .shot("gull", null, null)
                    .film("day"));
            Files.writeString(
                    folder.resolve("film-of-a-realm.json"),
                    server.history("day").toJson(true));
            Files.writeString(
                    folder.resolve("generation-of-a-realm.json"),
                    server.history("day/1/rise").toJson(true));
        }
    }
}
