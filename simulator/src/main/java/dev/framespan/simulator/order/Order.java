package dev.framespan.simulator.order;

import dev.framespan.simulator.catalogue.ClipModel;
import dev.framespan.simulator.catalogue.Model;
import java.math.BigDecimal;
import java.util.List;

/**
 * A request that was checked and can be carried out.
 *
 * @param aspectRatio such as {@code 16:9}; empty where the picture decides
 * @param price USD for the whole order, as far as it is known before its inputs are here
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
     * @param audio whether it has a sound track of its own
     * @param video what is made of the reference video; null where none goes with it
     */
    public record Clip(int seconds, boolean audio, ReferenceVideo video) implements Product {
        /** Whether it is a video made over, which keeps that video's length. */
        public boolean isOnBase() {
            return video != null && video.use() == VideoUse.BASE;
        }
    }

    /** @param keepSound whether the video's own sound is heard in the clip */
    public record ReferenceVideo(VideoUse use, boolean keepSound) {}

    /** What a reference video is for. */
    public enum VideoUse {
        /** It is made over: what is seen in it, where and when, stays. */
        BASE,
        /** Its motion is taken. */
        FEATURE
    }

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

    /**
     * USD for the whole order, once the length of its video is known. The page says "unit price × duration" and nothing about a base
     * video, which keeps its own length: here the longer of the two is charged.
     *
     * @param videoMillis length of the reference video in milliseconds; 0 where there is none
     */
    public BigDecimal priceWith(long videoMillis) {
        if (!(product instanceof Clip clip) || !clip.isOnBase() || !(model instanceof ClipModel priced)) {
            return price;
        }
        BigDecimal seconds = BigDecimal.valueOf(videoMillis, 3).max(BigDecimal.valueOf(clip.seconds()));
        return priced.usdPerSecond(resolution, clip.audio(), true).multiply(seconds);
    }
}
