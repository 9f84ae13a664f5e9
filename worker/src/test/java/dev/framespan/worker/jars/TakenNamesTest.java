package dev.framespan.worker.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a studio answers in each workflow is no name for a method of one's own: it would fail at its first run, when it is paid for. */
class TakenNamesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path scratch;

    private void build(String annotation, String type, String method) {
        new BuiltJar()
                .with(
                        """
                        package studio;

                        @io.temporal.workflow.WorkflowInterface
                        public interface MusicVideo {
                            @io.temporal.workflow.WorkflowMethod
                            String make();

                            @io.temporal.workflow.%s
                            %s %s();
                        }
                        """
                                .formatted(annotation, type, method))
                .with(
                        """
                        package studio;

                        public final class MusicVideoImpl implements MusicVideo {
                            @Override
                            public String make() {
                                return "";
                            }

                            @Override
                            public %s %s() {%s}
                        }
                        """
                                .formatted(type, method, type.equals("void") ? "" : "return null;"))
                .hosting("MusicVideoImpl")
                .into(folder, "songs.jar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QueryMethod|String|status|a query|status",
                "QueryMethod|String|items|a query|items",
                "QueryMethod|String|request|a query|request",
                "SignalMethod|void|abandon|a signal|abandon",
                "SignalMethod|void|pause|a signal|pause",
                "UpdateMethod|String|raiseBudget|an Update|raiseBudget",
                "UpdateMethod|String|fix|an Update|fix",
                "UpdateMethod|String|retake|an Update|retake",
                "UpdateMethod|String|adopt|an Update|adopt",
                "UpdateMethod|String|rebuy|an Update|rebuy",
                "UpdateMethod|String|skip|an Update|skip",
                "UpdateMethod|String|resume|an Update|resume",
                "UpdateMethod(name = \"continue\")|String|goOn|an Update|continue"
            })
    void aNameThatTheStudioAnswersIsRefusedWithItsMethod(
            String annotation, String type, String method, String kind, String name) {
        build(annotation, type, method);

        assertThatThrownBy(() -> WorkflowJars.load(folder, scratch))
                .isInstanceOf(WorkflowJarsException.class)
                .hasMessage("songs.jar: studio.MusicVideoImpl has with " + method + "() " + kind + " of the name "
                        + name + ", which its studio answers; give it another (name = ...)");
    }

    @Test
    void anyOtherNameIsTheDevelopers() {
        build("UpdateMethod(name = \"mend\")", "String", "fix");

        try (WorkflowJars loaded = WorkflowJars.load(folder, scratch)) {
            assertThat(loaded.workflow("MusicVideo")).isPresent();
        }
    }
}
