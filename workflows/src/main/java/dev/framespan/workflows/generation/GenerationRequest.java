package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import java.util.List;
import java.util.Objects;

/**
 * What is asked of the provider for one still, one clip or one text that is spoken.
 *
 * @param model the provider's name of the model
 * @param action what the model is asked to do
 * @param prompt what is to be seen, or the text that is to be spoken
 * @param aspectRatio as the provider spells it, {@code 16:9}; null where the pictures decide
 * @param resolution as the provider spells it: {@code 720p}, {@code 2K}; null for speech
 * @param seconds length of a clip, {@link #MODELS_SECONDS} for as many as its model makes where none are named; null for a still and for speech
 * @param audio whether the clip comes with sound
 * @param inputs pictures that go with the request, in order
 * @param video the reference video that goes with it; null for none
 * @param take 1 for the first; another number asks for another result of the same words
 * @param voice that speaks, as the provider spells it; null for a still or clip
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationRequest(
        String model,
        Action action,
        Prompt prompt,
        String aspectRatio,
        String resolution,
        Integer seconds,
        boolean audio,
        List<InputPicture> inputs,
        InputVideo video,
        int take,
        String voice) {
    /** The length of a clip that leaves it to its model: workflows know no catalogue, and the worker fills it in. */
    public static final int MODELS_SECONDS = 0;

    /**
     * @throws NullPointerException without a model, an action, a prompt; without a voice for speech, a resolution for a still or clip
     * @throws IllegalArgumentException when the take is below 1
     */
    @JsonCreator
    public GenerationRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(prompt, "prompt");
        if (action == Action.SPEECH) {
            Objects.requireNonNull(voice, "voice");
        } else {
            Objects.requireNonNull(resolution, "resolution");
        }
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        if (take < 1) {
            throw new IllegalArgumentException("takes are counted from 1, not " + take);
        }
    }

    /**
     * A first take of words alone; a resolution is still to be named, and for a clip its seconds.
     *
     * @param model the provider's name of the model
     * @param action what the model is asked to do
     * @param prompt what is to be seen, or the text that is to be spoken
     * @return what names the rest
     */
    public static Builder of(String model, Action action, Prompt prompt) {
        return new Builder(model, action, prompt);
    }

    /**
     * A first take of a text that is spoken.
     *
     * @param model the provider's name of the model
     * @param voice that speaks, as the provider spells it
     * @param text what it says
     * @return the request
     */
    public static GenerationRequest speech(String model, String voice, Prompt text) {
        return of(model, Action.SPEECH, text).voice(voice).build();
    }

    /** {@return the same request, to be changed by name} */
    public Builder copy() {
        Builder copy = of(model, action, prompt);
        copy.aspectRatio = aspectRatio;
        copy.resolution = resolution;
        copy.seconds = seconds;
        copy.audio = audio;
        copy.inputs = inputs;
        copy.video = video;
        copy.take = take;
        copy.voice = voice;
        return copy;
    }

    /**
     * The same request with pictures.
     *
     * @param pictures in place of those that it has, in order
     * @return the request with them
     */
    public GenerationRequest with(List<InputPicture> pictures) {
        return copy().inputs(pictures).build();
    }

    /**
     * The same request with what it leaves to the catalogue.
     *
     * @param catalogue with the model's usual length
     * @return the request with that; unchanged where the catalogue knows no such model
     * @hidden
     */
    @Internal
    public GenerationRequest filledIn(Catalogue catalogue) {
        if (seconds == null || seconds != MODELS_SECONDS) {
            return this;
        }
        return catalogue
                .video(model)
                .map(known -> copy().seconds(known.defaultDuration()).build())
                .orElse(this);
    }

    /** {@return what it brings} */
    public TakeKind kind() {
        if (action == Action.SPEECH) {
            return TakeKind.SPEECH;
        }
        return seconds == null ? TakeKind.STILL : TakeKind.CLIP;
    }

    /** {@return whether a still is asked for} */
    public boolean forStill() {
        return kind() == TakeKind.STILL;
    }

    /** {@return whether a text is to be spoken: the provider answers that with the sound itself, and not with a task} */
    public boolean forSpeech() {
        return kind() == TakeKind.SPEECH;
    }

    /** Names what differs from a first take of words alone. */
    public static final class Builder {
        private String model;
        private final Action action;
        private Prompt prompt;
        private String aspectRatio;
        private String resolution;
        private Integer seconds;
        private boolean audio;
        private List<InputPicture> inputs = List.of();
        private InputVideo video;
        private int take = 1;
        private String voice;

        private Builder(String model, Action action, Prompt prompt) {
            this.model = model;
            this.action = action;
            this.prompt = prompt;
        }

        /**
         * Names another model.
         *
         * @param name as the provider spells it
         * @return this
         */
        public Builder model(String name) {
            model = name;
            return this;
        }

        /**
         * Says something else.
         *
         * @param words what is to be seen, or spoken
         * @return this
         */
        public Builder prompt(Prompt words) {
            prompt = words;
            return this;
        }

        /**
         * Names the shape.
         *
         * @param ratio as the provider spells it, {@code 16:9}; null where the pictures decide
         * @return this
         */
        public Builder aspectRatio(String ratio) {
            aspectRatio = ratio;
            return this;
        }

        /**
         * Names the size.
         *
         * @param word as the provider spells it: {@code 720p}, {@code 2K}
         * @return this
         */
        public Builder resolution(String word) {
            resolution = word;
            return this;
        }

        /**
         * Asks for a clip of a length.
         *
         * @param length in seconds, or {@link #MODELS_SECONDS}
         * @return this
         */
        public Builder seconds(int length) {
            seconds = length;
            return this;
        }

        /**
         * Asks for sound with the clip, or for none.
         *
         * @param sound whether there is some
         * @return this
         */
        public Builder audio(boolean sound) {
            audio = sound;
            return this;
        }

        /**
         * Sends pictures with the request.
         *
         * @param pictures in order, in place of those before
         * @return this
         */
        public Builder inputs(List<InputPicture> pictures) {
            inputs = pictures;
            return this;
        }

        /**
         * Sends a reference video with the request.
         *
         * @param reference null for none
         * @return this
         */
        public Builder video(InputVideo reference) {
            video = reference;
            return this;
        }

        /**
         * Asks for another result of the same words.
         *
         * @param number from 1
         * @return this
         */
        public Builder take(int number) {
            take = number;
            return this;
        }

        /**
         * Names who speaks.
         *
         * @param name as the provider spells it
         * @return this
         */
        public Builder voice(String name) {
            voice = name;
            return this;
        }

        /**
         * Ends the naming.
         *
         * @return the request
         * @throws IllegalArgumentException when something is impossible
         * @throws NullPointerException when something is missing
         */
        public GenerationRequest build() {
            return new GenerationRequest(
                    model, action, prompt, aspectRatio, resolution, seconds, audio, inputs, video, take, voice);
        }
    }
}
