package dev.framespan.simulator.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/**
 * A model that speaks. The provider's pages name neither its price nor its longest text: these are the simulator's own.
 *
 * @param characters longest text, in Unicode code points
 * @param usdPerCharacter price of each
 */
public record SpeechModel(
        String id,
        List<String> voices,
        int characters,
        @JsonProperty("usd_per_character") BigDecimal usdPerCharacter) {}
