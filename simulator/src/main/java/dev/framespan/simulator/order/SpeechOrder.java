package dev.framespan.simulator.order;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.simulator.catalogue.ProviderCatalogue;
import dev.framespan.simulator.catalogue.SpeechModel;
import java.math.BigDecimal;
import java.util.Set;

/** A text that is to be spoken. */
public record SpeechOrder(SpeechModel model, String voice, String text) {
    /** What a fault's {@code match} calls it; the request itself has no action. */
    public static final String ACTION = "speech";

    private static final Set<String> FIELDS = Set.of("model", "voice", "input");

    /** @throws Refusal 400, 404 */
    public static SpeechOrder read(ProviderCatalogue catalogue, JsonNode request) throws Refusal {
        if (!request.isObject()) {
            throw Refusal.parameter("the body must be a JSON object");
        }
        RequestFields fields = new RequestFields(request, "");
        String name = fields.text("model");
        SpeechModel model =
                catalogue.speech(name).orElseThrow(() -> Refusal.parameter("model: \"" + name + "\" does not speak"));
        fields.refuseOthersThan(FIELDS, name);
        String voice = fields.oneOf("voice", model.voices(), name);
        String text = fields.text("input");
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > model.characters()) {
            throw Refusal.parameter("input: must have 1 to " + model.characters() + " characters");
        }
        if (text.contains(Marker.REFUSE.text())) {
            throw Refusal.policy("the text was refused by the content policy");
        }
        return new SpeechOrder(model, voice, text);
    }

    /** USD. */
    public BigDecimal price() {
        return model.usdPerCharacter().multiply(BigDecimal.valueOf(text.codePointCount(0, text.length())));
    }
}
