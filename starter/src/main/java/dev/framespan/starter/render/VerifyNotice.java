package dev.framespan.starter.render;

import dev.framespan.workflows.film.FilmInput;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.util.function.Consumer;

/** What a render with {@code --verify full} says where it joins a film at work that was begun without: a film is proven as it was begun. */
final class VerifyNotice {
    private VerifyNotice() {}

    /** Tells the operator that the whole film is not decoded, where that is wanted, and what decodes it. */
    static void give(FilmWorkflows films, RenderRequest wanted, Consumer<String> say) {
        if (!decodesAll(wanted.input())) {
            return;
        }
        String film = wanted.film();
        try {
            if (films.find(film)
                    .filter(FilmWorkflows::isAtWork)
                    .flatMap(films::input)
                    .filter(runs -> !decodesAll(runs))
                    .isPresent()) {
                say.accept(
                        "the film " + film + " is at work without --verify full, and goes on so: the frames around its"
                                + " joins are decoded; render it again with --verify full when it is done, and all of it is");
            }
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            // The server went while it was asked; the render that follows the film finds that out.
            return;
        }
    }

    private static boolean decodesAll(FilmInput input) {
        return Boolean.TRUE.equals(input.decodeAll());
    }
}
