package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.GenerationRequest;
import java.math.BigDecimal;

/**
 * A still, clip or speech that was asked for, or bought.
 *
 * @param film id of the film for which it was
 * @param id its name, or the one that it was given
 * @param request with its pictures, and with what it left to its model
 * @param priceUsd US dollars that it costs; null where the catalogue knows no price, or refuses the request
 * @param made what was made, as requests refer to it that are made from it; null where nothing is
 */
public record AskedTake(String film, String id, GenerationRequest request, BigDecimal priceUsd, Asset made) {}
