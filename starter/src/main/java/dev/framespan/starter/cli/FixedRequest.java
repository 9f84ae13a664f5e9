package dev.framespan.starter.cli;

import dev.framespan.activities.input.StoredPlanAssets;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.io.IOException;
import java.util.Map;

/**
 * What a workflow of one's own has asked for, made otherwise. What its model cannot make is refused by the workflow.
 *
 * @param fields by the names of options
 */
record FixedRequest(GenerationRequest asked, Map<String, String> fields) {
    /**
     * The request.
     *
     * @param store that keeps a long prompt
     * @throws UserError when a field cannot be what is said
     */
    GenerationRequest made(Store store) {
        GenerationRequest.Builder made = asked.copy();
        fields.forEach((name, value) -> {
            switch (name) {
                case "prompt" -> made.prompt(prompt(value, store));
                case "model" -> made.model(value);
                case "duration" -> made.seconds(seconds(value));
                case "resolution" -> made.resolution(value);
                case "audio" -> made.audio(audio(value));
                case "from", "to" -> {
                    // Told beside the request.
                }
                default -> throw new IllegalArgumentException(name);
            }
        });
        return made.build();
    }

    private int seconds(String text) {
        if (asked.seconds() == null) {
            throw UserError.refused("--duration " + text + ": only clips have a length; nothing was changed");
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw UserError.refused(
                    "--duration " + text + ": a length is a whole number of seconds, such as 5; nothing was changed");
        }
        return Integer.parseInt(text);
    }

    private static boolean audio(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw UserError.refused("--audio " + text + ": it is true or false; nothing was changed");
        }
        return Boolean.parseBoolean(text);
    }

    private static Prompt prompt(String text, Store store) {
        try {
            return Prompt.isLong(text) ? Prompt.stored(StoredPlanAssets.words(text, store)) : Prompt.of(text);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }
}
