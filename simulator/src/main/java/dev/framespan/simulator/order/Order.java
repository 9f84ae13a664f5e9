package dev.framespan.simulator.order;

import dev.framespan.simulator.catalogue.Model;
import java.math.BigDecimal;
import java.util.List;

/**
 * A request that was checked and can be carried out.
 *
 * @param aspectRatio such as {@code 16:9}; empty where the picture decides
 * @param price USD for the whole order
 */
public record Order(
        Model model,
        String action,
        String prompt,
        String resolution,
        String aspectRatio,
        List<OrderInput> inputs,
        Product product,
        BigDecimal price,
        Callback callback) {

    public Order {
        inputs = List.copyOf(inputs);
    }

    /** What is made. */
    public sealed interface Product permits Clip, Stills {}

    /**
     * A clip.
     *
     * @param seconds length in whole seconds
     * @param audio whether it has a sound track
     */
    public record Clip(int seconds, boolean audio) implements Product {}

    /**
     * One still or more.
     *
     * @param count how many
     * @param seed the caller's seed, 0 where none was given
     */
    public record Stills(int count, long seed) implements Product {}

    /**
     * Where the outcome is to be posted.
     *
     * @param url empty where the caller wants no callback
     * @param events names of the events wanted; empty means all
     */
    public record Callback(String url, List<String> events) {
        public Callback {
            events = List.copyOf(events);
        }
    }

    /** How many files this order makes. */
    public int files() {
        return product instanceof Stills stills ? stills.count() : 1;
    }

    public boolean hasVideo() {
        return inputs.stream().anyMatch(input -> input.role() == OrderInput.Role.VIDEO);
    }
}
