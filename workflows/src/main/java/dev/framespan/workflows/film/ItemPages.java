package dev.framespan.workflows.film;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.studio.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes apart how a scene stands, so that no payload grows with it. */
final class ItemPages {
    private ItemPages() {}

    /**
     * @param atWork ids of those that were in progress when the film was cancelled
     * @return at least one page, each of {@link PlanPages#LARGEST} bytes as JSON at most, or of one item
     */
    static List<ItemPage> of(List<Item> items, List<String> atWork) {
        List<ItemPage> pages = new ArrayList<>();
        List<Item> page = new ArrayList<>();
        int bytes = 0;
        for (Item item : items) {
            int more = size(item);
            if (!page.isEmpty() && bytes + more > PlanPages.LARGEST) {
                pages.add(page(page, atWork));
                page.clear();
                bytes = 0;
            }
            page.add(item);
            bytes += more;
        }
        pages.add(page(page, atWork));
        return pages;
    }

    private static ItemPage page(List<Item> items, List<String> atWork) {
        return new ItemPage(
                items, items.stream().map(Item::id).filter(atWork::contains).toList());
    }

    private static int size(Item item) {
        try {
            return Payloads.json().writeValueAsString(item).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an item is written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
