package dev.framespan.examples;

import static dev.framespan.workflows.studio.ClipRequest.generate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.Histories;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Studio;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code docs/composing.md} and {@code README.md} show is code that is compiled here and runs. */
class ComposingTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(WithIntroImpl.class, WithoutCrowdImpl.class);

    /** A storyboard as a part of something larger. */
    @WorkflowInterface
    public interface WithIntro {
        @WorkflowMethod
        Film make();
    }

    public static final class WithIntroImpl implements WithIntro {
        @Override
        public Film make() {
            return Studio.make(studio -> {
                Promise<Film> intro = studio.film("intro", "intro.yaml");
                Promise<Clip> opening = studio.asClip("opening", intro);
                Promise<Clip> gull = studio.clip(generate("a gull over the sea").named("gull"));
                return studio.cut(Edit.of(opening, gull).named("whole")).get();
            });
        }
    }

    @Test
    void aStoryboardIsAPartOfSomethingLarger() {
        studio.inputs(Path.of("src/test/resources/storyboards"));

        Film film = studio.run(WithIntro.class, WithIntro::make);

        assertThat(film.timeline().cuts()).extracting(Cut::id).containsExactly("opening", "gull");
        assertThat(studio.films()).containsOnlyKeys("intro", "whole");
        assertThat(studio.bought())
                .extracting(take -> take.id())
                .containsExactlyInAnyOrder("intro.sea", "intro.leave", "gull");
    }

    /** A shot that is refused is made otherwise. */
    @WorkflowInterface
    public interface WithoutCrowd {
        @WorkflowMethod
        Film make();
    }

    public static final class WithoutCrowdImpl implements WithoutCrowd {
        @Override
        public Film make() {
            return Studio.make(studio -> {
                Promise<Clip> crowd = studio.clip(generate("a crowd").named("crowd"));
                boolean withGull = Workflow.getVersion("gull", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
                Promise<Clip> gull = withGull ? studio.clip(generate("a gull").named("gull")) : crowd;
                try {
                    return studio.cut(List.of(crowd, gull)).get();
                } catch (TemporalFailure failure) {
                    Stop stop = Stop.of(failure).orElseThrow();
                    if (stop.kind() != FailureKind.POLICY || !stop.id().equals("crowd")) {
                        throw failure;
                    }
                    Promise<Clip> empty =
                            studio.clip(generate("an empty square").named("square"));
                    return studio.cut(List.of(empty, gull)).get();
                }
            });
        }
    }

    @Test
    void aRefusedShotIsMadeOtherwise() {
        studio.provider().refuse("crowd");

        Film film = studio.run(WithoutCrowd.class, WithoutCrowd::make);

        assertThat(film.timeline().cuts()).extracting(Cut::id).containsExactly("square", "gull");
    }

    @Test
    void runsOfBeforeGoOn() {
        Histories.replay(MusicVideoImpl.class, Path.of("src/test/resources/histories"));
        Histories.replay(HeroChoiceImpl.class, Path.of("src/test/resources/choice-histories"));
        Histories.replay(EndlessChannelImpl.class, Path.of("src/test/resources/channel-histories"));
    }

    @Test
    void whatThePageShowsIsCompiledAndRun() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "composing.md"))
                + Files.readString(Path.of("..", "..", "README.md"));
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("src")), Files.walk(Path.of("..", "..", "starter/src/main/resources/scaffold")))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.add(plain(Files.readString(file)));
            }
        }
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
        int shown = 0;
        while (blocks.find()) {
            String block = plain(blocks.group(1));
            assertThat(sources).as(blocks.group(1)).anyMatch(source -> source.contains(block));
            shown++;
        }
        assertThat(shown).isGreaterThan(8);
    }

    /** Without the breaks of lines and the spaces that a formatter puts. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
