package dev.framespan.workflows.film;

import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a scene in which nothing moves waits for.
 *
 * @param scene its id
 * @param heard how many signals of its film it goes by: one that is still on its way to it may move it
 * @param parked what an answer is waited for about, or what goes on by itself, the first {@link Notice#MOST} of it; empty where it waits for earlier
 *     scenes, or for the end of a pause
 * @param more how many more there are
 * @param news how often in this scene there was something to wait for of which the operator had not heard
 * @param spentUsd US dollars that its takes cost by the price list
 */
public record SceneRest(String scene, int heard, List<Item> parked, int more, int news, BigDecimal spentUsd) {
    public SceneRest {
        parked = parked == null ? List.of() : List.copyOf(parked);
    }

    /** @param items all of the scene's */
    static SceneRest of(String scene, int heard, List<Item> parked, int news, List<Item> items) {
        int told = Math.min(parked.size(), Notice.MOST);
        return new SceneRest(
                scene, heard, parked.subList(0, told), parked.size() - told, news, FilmSearch.spentUsd(items));
    }
}
