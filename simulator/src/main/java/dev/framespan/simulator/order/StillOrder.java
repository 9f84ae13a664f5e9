package dev.framespan.simulator.order;

import dev.framespan.simulator.catalogue.StillModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** The rules of the still models: ratios, resolutions, and how many pictures each action takes. */
final class StillOrder {
    /** The pages name no limit; ten is what the most generous of these models makes at a time. */
    private static final int MOST_STILLS = 10;

    private final StillModel model;
    private final String action;
    private final String prompt;

    StillOrder(StillModel model, String action, String prompt) {
        this.model = model;
        this.action = action;
        this.prompt = prompt;
    }

    Order read(RequestFields fields) throws Refusal {
        fields.refuseOthersThan(
                Set.of(
                        "model",
                        "action",
                        "prompt",
                        "aspect_ratio",
                        "resolution",
                        "image_urls",
                        "n",
                        "seed",
                        "callback_url",
                        "callback_events"),
                model.id());
        String ratio =
                fields.has("aspect_ratio") ? fields.oneOf("aspect_ratio", model.aspectRatios(), model.id()) : "1:1";
        String resolution = fields.has("resolution")
                ? fields.oneOf("resolution", model.resolutions(), model.id())
                : model.resolutions().get(0);
        int count = count(fields);
        List<OrderInput> inputs = pictures(fields);
        return new Order(
                model,
                action,
                prompt,
                resolution,
                ratio,
                inputs,
                new Order.Stills(count, seed(fields)),
                model.usd().multiply(BigDecimal.valueOf(count)),
                OrderReader.callback(fields));
    }

    private static int count(RequestFields fields) throws Refusal {
        BigInteger count = fields.has("n") ? fields.integer("n") : BigInteger.ONE;
        if (count.signum() < 1 || count.compareTo(BigInteger.valueOf(MOST_STILLS)) > 0) {
            throw Refusal.parameter("n: must be 1 to " + MOST_STILLS);
        }
        return count.intValue();
    }

    private static long seed(RequestFields fields) throws Refusal {
        BigInteger seed = fields.has("seed") ? fields.integer("seed") : BigInteger.ZERO;
        if (seed.bitLength() > 63) {
            throw Refusal.parameter("seed: must fit in 64 bits");
        }
        return seed.longValue();
    }

    private List<OrderInput> pictures(RequestFields fields) throws Refusal {
        List<String> urls = fields.has("image_urls") ? fields.urls("image_urls") : List.of();
        int fewest = model.fewestPictures(action);
        int most = model.mostPictures(action);
        if (urls.size() < fewest || urls.size() > most) {
            throw Refusal.parameter("image_urls: " + model.id() + " with action " + action + " takes "
                    + (fewest == most
                            ? "exactly " + most
                            : most == Integer.MAX_VALUE ? "at least " + fewest : fewest + " to " + most)
                    + " pictures, " + urls.size()
                    + " were given");
        }
        boolean some = action.equals("generate") && !urls.isEmpty();
        if (some && urls.size() < model.references().get(0)) {
            throw Refusal.parameter("image_urls: " + model.id() + " takes at least "
                    + model.references().get(0) + " pictures, " + urls.size() + " were given (action edit takes 1)");
        }
        return urls.stream()
                .map(url -> new OrderInput(OrderInput.Role.REFERENCE, url))
                .toList();
    }
}
