package dev.framespan.workflows.catalogue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All models, what each can do and what it costs: data that an operator can add to and override without a new release. Source of the built-in one:
 * the provider's pages on the Kling series and on image models.
 *
 * @param limits what holds for every model
 * @param videos those that make clips; where another model is recommended, earlier ones come first
 * @param images those that make stills
 * @param speech those that speak; none in catalogues of before
 */
public record Catalogue(Limits limits, List<VideoModel> videos, List<ImageModel> images, List<SpeechModel> speech) {
    public Catalogue {
        Objects.requireNonNull(limits, "limits is missing");
        videos = Preconditions.some(videos, "videos");
        images = Preconditions.some(images, "images");
        speech = speech == null ? List.of() : List.copyOf(speech);
        Set<String> names = new HashSet<>();
        videos.forEach(model -> once(names, model.name()));
        images.forEach(model -> once(names, model.name()));
        speech.forEach(model -> once(names, model.name()));
    }

    private static void once(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("the model " + name + " stands there twice");
        }
    }

    /** The catalogue that comes with Framespan. */
    public static Catalogue builtIn() {
        return CatalogueReader.builtIn();
    }

    /**
     * The built-in catalogue with what an operator's own adds to it and overrides of it. A model of a new name joins; of a model that is
     * there already, and of the limits, the fields replace those of the same name.
     *
     * @throws CatalogueException when it cannot be read or says what no catalogue says; it names everything that is wrong
     */
    public static Catalogue read(Path file) {
        return CatalogueReader.read(file);
    }

    /**
     * A catalogue that {@link #toJson()} wrote.
     *
     * @throws CatalogueException when it says what no catalogue says
     */
    public static Catalogue ofJson(byte[] json) {
        return CatalogueReader.ofJson(json);
    }

    /** The whole catalogue, in the form that an operator's own has. */
    public byte[] toJson() {
        return CatalogueReader.toJson(this);
    }

    /** @throws IllegalArgumentException when no video model is called so */
    public VideoModel needVideo(String name) {
        return video(name).orElseThrow(() -> new IllegalArgumentException("no video model is called " + name));
    }

    /** @throws IllegalArgumentException when no image model is called so */
    public ImageModel needImage(String name) {
        return image(name).orElseThrow(() -> new IllegalArgumentException("no image model is called " + name));
    }

    /** @throws IllegalArgumentException when no model that speaks is called so */
    public SpeechModel needSpeech(String name) {
        return speech(name).orElseThrow(() -> new IllegalArgumentException("no model that speaks is called " + name));
    }

    public Optional<VideoModel> video(String name) {
        return videos.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    public Optional<ImageModel> image(String name) {
        return images.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    public Optional<SpeechModel> speech(String name) {
        return speech.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /** Whether there is a model of this name. */
    public boolean knows(String model) {
        return models().anyMatch(known -> known.name().equals(model));
    }

    /** The name of the provider that makes a model; {@link Defaults#PROVIDER} where nothing is said. */
    public String provider(String model) {
        return models().filter(known -> known.name().equals(model))
                .map(Model::provider)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Defaults.PROVIDER);
    }

    private Stream<Model> models() {
        return Stream.<List<? extends Model>>of(videos, images, speech).flatMap(List::stream);
    }

    /**
     * What a clip costs: the price of a second times its length. A clip made on a {@link VideoUse#BASE} video costs as much as the
     * longer of the two, and is marked not listed: the provider's page does not say which one counts.
     *
     * @param seconds that are asked for
     * @param video what is made of the reference video; null where none goes with it
     * @param videoSeconds how long that is; null where none goes with it
     */
    public Price clip(
            VideoModel model,
            Resolution resolution,
            int seconds,
            boolean audio,
            VideoUse video,
            BigDecimal videoSeconds) {
        VideoModel.Prices prices = model.prices().get(resolution);
        if (prices == null) {
            throw new IllegalArgumentException(model.name() + " makes no " + resolution.word());
        }
        Price second = prices.second(audio, video != null);
        BigDecimal length = BigDecimal.valueOf(seconds);
        boolean listed = second.listed();
        if (video == VideoUse.BASE) {
            length = length.max(videoSeconds);
            listed = false;
        }
        return new Price(second.usd().multiply(length), listed);
    }

    /**
     * Checks what an image model takes along, which the provider would refuse after the submission.
     *
     * @param bytes how large each picture is
     * @throws IllegalArgumentException when it does not take these
     */
    public void checkReferences(String name, List<Long> bytes) {
        ImageModel model = needImage(name);
        model.whyNotReferences(bytes.size()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        ImageModel.References taken = model.references();
        if (bytes.stream().anyMatch(size -> size > taken.bytes())) {
            throw new IllegalArgumentException(
                    name + " makes a still after pictures of at most " + taken.bytes() + " bytes; one is larger");
        }
    }

    /** Why a model does not do an action, and which ones do; empty where it does. */
    public Optional<String> whyNot(VideoModel model, Action action) {
        if (model.actions().contains(action)) {
            return Optional.empty();
        }
        List<String> own = model.actions().stream().map(Action::word).toList();
        return Optional.of("not possible with " + model.name() + ", which does " + ListFormat.and(own)
                + others(other -> other.actions().contains(action), " does", " do"));
    }

    /** Why a model does not make a resolution, and which ones do; empty where it does. */
    public Optional<String> whyNot(VideoModel model, Resolution resolution) {
        if (model.resolutions().contains(resolution)) {
            return Optional.empty();
        }
        List<String> own = model.resolutions().stream().map(Resolution::word).toList();
        return Optional.of("not possible with " + model.name() + ", which makes " + ListFormat.or(own)
                + others(other -> other.resolutions().contains(resolution), " makes it", " make it"));
    }

    /** Why a model makes no clip of this length, and which one does; empty where it does. */
    public Optional<String> whyNot(VideoModel model, int seconds) {
        if (model.durations().contains(seconds)) {
            return Optional.empty();
        }
        String hint = videos.stream()
                .filter(other -> other.durations().contains(seconds))
                .findFirst()
                .map(other -> " (" + other.name() + " makes " + other.durationWords() + ")")
                .orElse("");
        return Optional.of(
                "not possible with " + model.name() + ", which makes " + model.durationWords() + " seconds" + hint);
    }

    /** Why a model makes no sound in this resolution, and what does; empty where it does. */
    public Optional<String> whyNoAudio(VideoModel model, Resolution resolution) {
        if (model.audio().contains(resolution)) {
            return Optional.empty();
        }
        String at = " it at " + resolution.word();
        String others = others(other -> other.audio().contains(resolution), " makes" + at, " make" + at);
        if (model.audio().isEmpty()) {
            return Optional.of("not possible with " + model.name() + ", whose clips are always silent" + others);
        }
        List<String> own = model.audio().stream().map(Resolution::word).toList();
        return Optional.of("not possible with " + model.name() + " at " + resolution.word() + ", only at "
                + ListFormat.or(own) + others);
    }

    private String others(Predicate<VideoModel> able, String one, String several) {
        List<String> names = videos.stream().filter(able).map(VideoModel::name).toList();
        if (names.isEmpty()) {
            return "";
        }
        return " (" + ListFormat.and(names) + (names.size() == 1 ? one : several) + ")";
    }
}
