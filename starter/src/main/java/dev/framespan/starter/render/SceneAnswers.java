package dev.framespan.starter.render;

import dev.framespan.starter.follow.FilmItems;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which workflow of a film of several scenes takes an answer. */
final class SceneAnswers {
    /** What is said to the film as a whole. */
    private static final Set<String> OF_THE_FILM = Set.of("pause", "resume");

    private static final String CONTINUE = "continue";

    private SceneAnswers() {}

    /** Gives an answer to a workflow. */
    @FunctionalInterface
    interface Giver {
        <T> FilmAnswers.Reply<T> give(String workflow, Class<T> said, Object... arguments);
    }

    /** Whether a scene of the film takes it, or several do; else the film itself does. */
    static boolean take(FilmStatus film, String update) {
        boolean joins = update.equals(CONTINUE) && !film.items().isEmpty();
        return film.scenes() != null && !OF_THE_FILM.contains(update) && !joins;
    }

    /** @param plans reads a plan of the film */
    static <T> FilmAnswers.Reply<T> give(
            List<FilmItems.Scene> scenes,
            Function<Asset, Plan> plans,
            String update,
            Class<T> said,
            Object[] arguments,
            Giver giver) {
        if (update.equals(CONTINUE)) {
            return goOn(scenes, said, giver);
        }
        if (arguments[0] instanceof StudioAnswers.Fix fix) {
            return new LentStills(scenes, plans).fix(fix, lending -> about(fix.id(), scenes, said, giver, lending));
        }
        return about(id(arguments[0]), scenes, said, giver, arguments);
    }

    private static String id(Object argument) {
        return argument instanceof StudioAnswers.Retake retake ? retake.id() : String.valueOf(argument);
    }

    /** The plan by which the film is to go with that; empty where it goes on by its own. */
    static Optional<Asset> plan(Object[] arguments) {
        Object argument = arguments.length == 0 ? null : arguments[0];
        if (argument instanceof StudioAnswers.Fix fix) {
            return Optional.ofNullable(fix.plan());
        }
        return argument instanceof StudioAnswers.Retake retake ? Optional.ofNullable(retake.plan()) : Optional.empty();
    }

    private static <T> FilmAnswers.Reply<T> about(
            String id, List<FilmItems.Scene> scenes, Class<T> said, Giver giver, Object... arguments) {
        Optional<FilmItems.Scene> of =
                scenes.stream().filter(scene -> scene.has(id)).findFirst();
        if (of.isEmpty()) {
            return new FilmAnswers.Reply.Refused<>("there is no shot, keyframe or speech " + id + " in this film");
        }
        if (of.get().status() != null) {
            return giver.give(of.get().scene().workflow(), said, arguments);
        }
        return new FilmAnswers.Reply.Refused<>(
                of.get().scene().items() == null
                        ? id + " is not begun, and nothing of its scene is; it can be answered when it is parked"
                        : id + " is made, and so is its scene; when the film is done, run the same command again, for"
                                + " its next render");
    }

    /** Everything that waits, in whichever scene. */
    private static <T> FilmAnswers.Reply<T> goOn(List<FilmItems.Scene> scenes, Class<T> said, Giver giver) {
        List<Object> ids = new ArrayList<>();
        FilmAnswers.Reply<?> otherwise =
                new FilmAnswers.Reply.Refused<>("nothing waits that could be asked for once more");
        for (FilmItems.Scene scene : scenes) {
            boolean parks = scene.items().stream().anyMatch(item -> item.state() == Item.State.PARKED);
            if (scene.status() == null || !parks) {
                continue;
            }
            FilmAnswers.Reply<T> reply = giver.give(scene.scene().workflow(), said);
            if (reply instanceof FilmAnswers.Reply.Taken<T> taken && taken.said() instanceof List<?> asked) {
                ids.addAll(asked);
            } else if (reply instanceof FilmAnswers.Reply.Unanswered<T>) {
                otherwise = reply;
            }
        }
        return ids.isEmpty() ? untaken(otherwise) : new FilmAnswers.Reply.Taken<>(said.cast(List.copyOf(ids)));
    }

    private static <T> FilmAnswers.Reply<T> untaken(FilmAnswers.Reply<?> reply) {
        return reply instanceof FilmAnswers.Reply.Unanswered<?> unanswered
                ? new FilmAnswers.Reply.Unanswered<>(unanswered.reason())
                : new FilmAnswers.Reply.Refused<>(((FilmAnswers.Reply.Refused<?>) reply).words());
    }
}
