package dev.framespan.simulator.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that makes stills.
 *
 * @param usd price of one still, whatever its resolution
 * @param references the fewest and the most pictures that it takes, when it is given any; the fewest alone where its page names no most
 */
public record StillModel(String id, Family family, BigDecimal usd, List<String> resolutions, List<Integer> references)
        implements Model {

    /** Families differ in the names of their actions, in their ratios, and in the format they answer with. */
    public enum Family {
        seedream,
        gemini
    }

    private static final List<String> RATIOS = List.of("1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9", "21:9");

    @Override
    public List<String> actions() {
        return switch (family) {
            case seedream -> List.of("generate", "edit");
            case gemini -> List.of("generate", "image2image", "reference");
        };
    }

    /** The values that {@code aspect_ratio} may have. */
    public List<String> aspectRatios() {
        List<String> ratios = new ArrayList<>(RATIOS);
        if (family == Family.gemini) {
            ratios.add("4:5");
            ratios.add("5:4");
        }
        return ratios;
    }

    /** The fewest pictures that the action needs. */
    public int fewestPictures(String action) {
        return switch (action) {
            case "edit", "image2image" -> 1;
            case "reference" -> 2;
            case "generate" -> 0;
            default -> throw new IllegalArgumentException(action);
        };
    }

    /** The most pictures that the action takes. */
    public int mostPictures(String action) {
        return switch (action) {
            case "edit", "image2image" -> 1;
            case "reference" -> mostReferences();
            case "generate" -> family == Family.seedream ? mostReferences() : 0;
            default -> throw new IllegalArgumentException(action);
        };
    }

    private int mostReferences() {
        return references.size() > 1 ? references.get(1) : Integer.MAX_VALUE;
    }

    /** The ending of the files that this model makes: Seedream answers JPG, Gemini PNG. */
    public String extension() {
        return family == Family.seedream ? "jpg" : "png";
    }
}
