package dev.framespan.simulator.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.catalogue.ClipModel;
import dev.framespan.simulator.catalogue.Model;
import dev.framespan.simulator.catalogue.ProviderCatalogue;
import dev.framespan.simulator.catalogue.StillModel;
import java.util.List;

/** Turns the body of {@code POST /tasks} into an order, or refuses it as the provider's pages say. */
public final class OrderReader {
    private final ProviderCatalogue catalogue;

    public OrderReader(ProviderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws Refusal with status 400 and a message that starts with the name of the field that is wrong */
    public Order read(JsonNode body) throws Refusal {
        if (!body.isObject()) {
            throw Refusal.parameter("the body must be a JSON object");
        }
        RequestFields fields = new RequestFields(body, "");
        String id = fields.text("model");
        Model model = catalogue.find(id).orElseThrow(() -> Refusal.parameter("model: no model is named " + id));
        String action = fields.oneOf("action", model.actions(), id);
        String prompt = prompt(fields);
        if (model instanceof ClipModel clips) {
            return new ClipOrder(clips, action, prompt, catalogue.limits()).read(fields);
        }
        return new StillOrder((StillModel) model, action, prompt).read(fields);
    }

    private String prompt(RequestFields fields) throws Refusal {
        String prompt = fields.text("prompt");
        if (prompt.isBlank()) {
            throw Refusal.parameter("prompt: must not be empty");
        }
        int length = prompt.codePointCount(0, prompt.length());
        int longest = catalogue.limits().promptCodePoints();
        if (length > longest) {
            throw Refusal.parameter("prompt: has " + length + " characters, at most " + longest + " are possible");
        }
        if (prompt.contains(Marker.REFUSE.text())) {
            throw Refusal.policy("prompt: refused by the content policy");
        }
        return prompt;
    }

    static Order.Callback callback(RequestFields fields) throws Refusal {
        String url = fields.has("callback_url") ? fields.url("callback_url") : "";
        return new Order.Callback(url, fields.has("callback_events") ? fields.texts("callback_events") : List.of());
    }
}
