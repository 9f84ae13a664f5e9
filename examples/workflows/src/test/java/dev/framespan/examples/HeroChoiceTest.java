package dev.framespan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.examples.HeroChoice.Story;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.testkit.WorkflowRun;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeroChoiceTest {
    private static final Story STORY = new Story("a keeper lights the lamp", List.of("the beam", "a ship"));

    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(HeroChoiceImpl.class);

    @Test
    void theFilmGoesOnWithWhatWasChosen() {
        WorkflowRun<Film> run = studio.parking().start(HeroChoice.class, choice -> choice.make(STORY));
        run.await("hero-2", Item.State.DONE);
        run.stub().update("choose", Void.class, "hero-2");

        assertThat(run.result().timeline().cuts()).extracting(Cut::id).containsExactly("hero-2", "after-1", "after-2");
        assertThat(studio.bought()).hasSize(5);
    }

    @Test
    void whatIsNoVariantCannotBeChosen() {
        WorkflowRun<Film> run = studio.start(HeroChoice.class, choice -> choice.make(STORY));
        run.await("hero-1", Item.State.DONE);

        assertThatThrownBy(() -> run.stub().update("choose", Void.class, "hero-4"))
                .hasStackTraceContaining("choose one of hero-1, hero-2, hero-3");
        assertThat(studio.asked()).hasSize(3);
    }
}
