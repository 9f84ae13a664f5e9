package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the objects of a catalogue must have and may have; everything that does not hold is said. */
final class CatalogueRules {
    static final List<String> NEEDED_OF_VIDEOS =
            List.of("actions", "resolutions", "durations", "prices", "image_placeholders");
    static final List<String> NEEDED_OF_IMAGES = List.of("usd", "resolutions", "default_resolution", "aspect_ratios");

    static final List<String> NEEDED_OF_SPEECH = List.of("voices", "characters");

    private static final long MOST_BYTES = 1L << 40;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_PICTURES = 1_000;

    private static final List<String> ACTIONS =
            Action.ofClips().stream().map(Action::word).toList();
    private static final List<String> RESOLUTIONS =
            Arrays.stream(Resolution.values()).map(Resolution::word).toList();
    private static final List<String> PICTURE_FIELDS =
            Arrays.stream(PictureField.values()).map(PictureField::word).toList();
    private static final String NO_RESOLUTION = "no resolution";
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final CatalogueFaults faults;

    CatalogueRules(CatalogueFaults faults) {
        this.faults = faults;
    }

    void checkLimits(JsonNode object) {
        CatalogueFields limits = new CatalogueFields(object, "limits", Limits.class, faults);
        limits.whole("prompt_code_points", true, 1, Integer.MAX_VALUE);
        limits.whole("picture_bytes", true, 1, MOST_BYTES);
        limits.whole("picture_sides", true, 0, Integer.MAX_VALUE);
        limits.decimal("picture_stretch", true, 1, MOST_PICTURES);
        limits.whole("reference_pictures", true, 0, MOST_PICTURES);
        limits.group("reference_video", true, Limits.ReferenceVideo.class).ifPresent(video -> {
            video.whole("videos", true, 0, MOST_PICTURES);
            video.whole("bytes", true, 1, MOST_BYTES);
            Optional<Long> least = video.whole("least_seconds", true, 0, MOST_SECONDS);
            Optional<Long> most = video.whole("most_seconds", true, 1, MOST_SECONDS);
            if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
                video.fault("least_seconds", "this is more than most_seconds: make it " + most.get() + " or less");
            }
        });
    }

    /** @param missed fields of which it was said that they are missing */
    void checkVideo(JsonNode object, String path, List<String> missed) {
        CatalogueFields model = new CatalogueFields(object, path, VideoModel.class, faults, missed);
        model.words("name", true);
        provider(model);
        model.choices(
                "actions", true, word -> Action.of(word).filter(Action.ofClips()::contains), "no action", ACTIONS);
        Optional<List<Resolution>> made = resolutions(model, "resolutions", true);
        Optional<List<Integer>> durations = model.wholes("durations", 1, MOST_SECONDS);
        Optional<List<Resolution>> audio = resolutions(model, "audio", false);
        audio.ifPresent(sounds -> within(model, "audio", sounds, made));
        prices(model, made);
        model.truth("image_placeholders", true);
        caution(model, "last_frame_caution");
        caution(model, "reference_video_caution");
        model.choice("first_frame_field", PictureField::of, "no field for a picture", PICTURE_FIELDS);
        Optional<Long> usual = model.whole("default_duration", false, 1, MOST_SECONDS);
        if (usual.isPresent()
                && durations.isPresent()
                && !durations.get().contains(usual.get().intValue())) {
            model.fault("default_duration", usual.get() + " is not one of the model's durations: name one of them");
        }
        model.truth("base_keeps_length", false);
    }

    private static Optional<List<Resolution>> resolutions(CatalogueFields group, String name, boolean required) {
        return group.choices(name, required, Resolution::of, NO_RESOLUTION, RESOLUTIONS);
    }

    private static void within(
            CatalogueFields model, String name, List<Resolution> named, Optional<List<Resolution>> made) {
        List<String> others = named.stream()
                .filter(resolution -> made.isPresent() && !made.get().contains(resolution))
                .map(Resolution::word)
                .toList();
        if (!others.isEmpty()) {
            model.fault(
                    name,
                    "the model does not make " + ListFormat.or(others)
                            + ": take that away here, or add it to resolutions");
        }
    }

    private static void prices(CatalogueFields model, Optional<List<Resolution>> made) {
        Optional<TreeMap<Resolution, CatalogueFields>> prices =
                model.groups("prices", Resolution::of, NO_RESOLUTION, RESOLUTIONS, VideoModel.Prices.class);
        if (prices.isEmpty()) {
            return;
        }
        prices.get().values().forEach(price -> {
            price.price("silent", true);
            price.price("audio", false);
            price.price("reference_video", false);
        });
        List<String> unpriced = made.orElse(List.of()).stream()
                .filter(resolution -> !prices.get().containsKey(resolution))
                .map(Resolution::word)
                .toList();
        if (!unpriced.isEmpty()) {
            model.fault(
                    "prices",
                    "nothing is said about " + ListFormat.and(unpriced)
                            + ": a second in each of the model's resolutions has a price");
        }
    }

    private static void caution(CatalogueFields model, String name) {
        model.group(name, false, VideoModel.Caution.class).ifPresent(caution -> {
            resolutions(caution, "resolutions", true);
            caution.truth("audio", true);
        });
    }

    /** @param missed fields of which it was said that they are missing */
    void checkImage(JsonNode object, String path, List<String> missed) {
        CatalogueFields model = new CatalogueFields(object, path, ImageModel.class, faults, missed);
        model.words("name", true);
        provider(model);
        model.price("usd", true);
        Optional<List<String>> made = words(model, "resolutions");
        Optional<String> usual = model.words("default_resolution", true);
        if (made.isPresent() && usual.isPresent() && !made.get().contains(usual.get())) {
            model.fault(
                    "default_resolution", "this is not one of the model's resolutions, " + ListFormat.and(made.get()));
        }
        words(model, "aspect_ratios");
        model.group("references", false, ImageModel.References.class).ifPresent(references -> {
            Optional<Long> least = references.whole("least", true, 1, MOST_PICTURES);
            Optional<Long> most = references.whole("most", false, 1, MOST_PICTURES);
            if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
                references.fault("least", "this is more than most: make it " + most.get() + " or less");
            }
            references.whole("bytes", true, 1, MOST_BYTES);
            references.words("action_for_one", true);
            references.words("action_for_several", true);
        });
    }

    /** @param missed fields of which it was said that they are missing */
    void checkSpeech(JsonNode object, String path, List<String> missed) {
        CatalogueFields model = new CatalogueFields(object, path, SpeechModel.class, faults, missed);
        model.words("name", true);
        provider(model);
        words(model, "voices");
        model.whole("characters", true, 1, Integer.MAX_VALUE);
        model.price("usd_per_call", false);
        model.price("usd_per_character", false);
    }

    private static void provider(CatalogueFields model) {
        Optional<String> provider = model.words("provider", false);
        if (provider.filter(name -> !PROVIDER.matcher(name).matches()).isPresent()) {
            model.fault(
                    "provider",
                    "a provider's name has lower-case letters, digits and dashes, and begins with a letter, such as kling");
        }
    }

    private static Optional<List<String>> words(CatalogueFields group, String name) {
        return group.choices(
                name, true, word -> Optional.of(word).filter(any -> !any.isBlank()), "nothing", List.of("words"));
    }
}
