package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes a workflow learns whether those that run can go on with it. */
class HistoriesTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(FiveShotsImpl.class);

    @TempDir
    Path folder;

    private Path recorded(String name) {
        WorkflowRun<Film> run = studio.start(FiveShots.class, FiveShots::make);
        run.result();
        Path file = folder.resolve(name);
        Histories.write(run, file);
        return file;
    }

    @Test
    void whatHasNotChangedReplays() {
        recorded("film.json");
        recorded("later/film.json.gz");

        assertThatCode(() -> Histories.replay(FiveShotsImpl.class, folder)).doesNotThrowAnyException();
    }

    @Test
    void aChangedWorkflowIsNoticedAndTheFileNamed() {
        Path file = recorded("later/film.json.gz");

        assertThatThrownBy(() -> Histories.replay(Changed.class, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(Pattern.quote(file + " does not replay with Changed: at event ") + "\\d+"
                        + ", START_CHILD_WORKFLOW_EXECUTION_INITIATED, the workflowId was five-shots@\\w+/1/dawn"
                        + ", and is now five-shots@\\w+/1/other-first; let running workflows go on as they began"
                        + " \\(Workflow.getVersion\\)");
    }

    @Test
    void aHistoryOfAnotherWorkflowIsNamed() {
        Path file = recorded("film.json");

        assertThatThrownBy(() -> Histories.replay(OtherImpl.class, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessage(file + " is the history of a workflow FiveShots, which OtherImpl is not");
    }

    @Test
    void aFolderWithoutHistoriesIsNoProof() throws IOException {
        assertThatThrownBy(() -> Histories.replay(FiveShotsImpl.class, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no history to replay");

        Files.writeString(folder.resolve("film.json"), "{}");
        assertThatThrownBy(() -> Histories.replay(FiveShotsImpl.class, folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("film.json is no history of a workflow");
    }

    @Test
    void aHistoryIsNotWrittenOver() throws IOException {
        Path file = recorded("film.json");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> recorded("film.json")).isInstanceOf(UncheckedIOException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** The same workflow with another first shot. */
    public static final class Changed implements FiveShots {
        @Override
        public Film make() {
            return Studio.make(studio -> studio.cut(List.of(studio.clip(
                            ClipRequest.generate("another").seconds(5).named("other-first"))))
                    .get());
        }
    }

    /** Another workflow. */
    @io.temporal.workflow.WorkflowInterface
    public interface Other {
        @io.temporal.workflow.WorkflowMethod
        String make();
    }

    /** Another workflow. */
    public static final class OtherImpl implements Other {
        @Override
        public String make() {
            return "";
        }
    }
}
