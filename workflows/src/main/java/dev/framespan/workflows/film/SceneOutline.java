package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.util.List;

/**
 * A scene of a film, as its workflow knows it before it is begun.
 *
 * @param id the scene's; the last part of its workflow's id
 * @param title for people; null where the storyboard gives none
 * @param shots how many clips are made in it
 * @param plan a {@link ScenePlan} as JSON, in the store
 * @param imports ids of the stills and clips that earlier scenes make and this one needs
 * @param first id of the film's first shot, where its clip decides the film's rate and an earlier scene makes it; else null
 * @param exports ids of the stills and clips of this scene that later ones need
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SceneOutline(
        String id, String title, int shots, Asset plan, List<String> imports, String first, List<String> exports) {
    public SceneOutline {
        imports = imports == null ? List.of() : List.copyOf(imports);
        exports = exports == null ? List.of() : List.copyOf(exports);
    }
}
