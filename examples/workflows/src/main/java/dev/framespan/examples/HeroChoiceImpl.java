package dev.framespan.examples;

import static dev.framespan.workflows.studio.ClipRequest.generate;
import static dev.framespan.workflows.studio.ClipRequest.imageToVideo;

import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Studio;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything after the hero shot begins where the chosen one ends, so nothing of it is bought before the choice. */
public final class HeroChoiceImpl implements HeroChoice {
    private static final List<String> VARIANTS = List.of("hero-1", "hero-2", "hero-3");

    private String chosen;

    @Override
    public Film make(Story story) {
        return Studio.make(studio -> {
            Map<String, Promise<Clip>> heroes = new LinkedHashMap<>();
            for (String variant : VARIANTS) {
                heroes.put(
                        variant,
                        studio.clip(
                                generate(story.hero()).take(heroes.size() + 1).named(variant)));
            }
            studio.await("your choice of " + String.join(", ", VARIANTS), () -> chosen != null);
            List<Promise<Clip>> film = new ArrayList<>(List.of(heroes.get(chosen)));
            for (String prompt : story.rest()) {
                Promise<Clip> before = film.get(film.size() - 1);
                film.add(studio.clip(imageToVideo(studio.frame(before, FramePosition.LAST))
                        .prompt(prompt)
                        .named("after-" + film.size())));
            }
            return studio.cut(Edit.of(film)).get();
        });
    }

    @Override
    public void choose(String variant) {
        chosen = variant;
    }

    @Override
    public void validateChoose(String variant) {
        if (!VARIANTS.contains(variant) || chosen != null) {
            throw new IllegalArgumentException(
                    chosen == null ? "choose one of " + String.join(", ", VARIANTS) : chosen + " is chosen already");
        }
    }
}
