package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.storyboard.PromptComposer;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand in the words that a model gets. */
final class PromptRules {
    private static final Pattern IMAGE = Pattern.compile("<<<\\s*image_?\\d*\\s*>>>", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;
    private final FaultCollector faults;
    private final Draft draft;
    private final PromptComposer composer;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> keyframes = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    PromptRules(Draft draft, Catalogue catalogue, FaultCollector faults) {
        this.draft = draft;
        this.catalogue = catalogue;
        this.faults = faults;
        draft.keyframes().forEach(keyframe -> keyframes.add(keyframe.id().name()));
        Map<String, String> looks = new HashMap<>();
        for (Draft.Character character : draft.characters()) {
            names.add(character.name().name());
            looks.put(
                    character.name().name(),
                    fits(character.look()) ? character.look().value() : "");
        }
        this.composer =
                new PromptComposer(looks, fits(draft.style()) ? draft.style().value() : null);
    }

    /** What alone is too long for a prompt is not composed into others: that would make one fault many. */
    private boolean fits(DraftField<String> text) {
        return text.isValid() && length(text.value()) <= longest();
    }

    /** Style and looks, which go into many prompts, are judged once and where they stand. */
    void checkShared() {
        if (draft.style().isValid()) {
            placeholders(
                    draft.style(),
                    List.of(),
                    name -> "it has no look that could stand in the style: name a character, or take the braces away");
            checkShared(draft.style());
        }
        for (Draft.Character character : draft.characters()) {
            DraftField<String> look = character.look();
            if (!look.present()) {
                faults.fault(
                        character.name().place(),
                        character.name().field(),
                        "a character needs a look: the words for its name");
            }
            if (look.isValid()) {
                List<String> placeholders = found(PromptComposer.PLACEHOLDER, look);
                if (!placeholders.isEmpty()) {
                    faults.fault(
                            look.place(),
                            look.field(),
                            ListFormat.and(placeholders)
                                    + (placeholders.size() == 1 ? " stays as it is" : " stay as they are")
                                    + " in a look, which is woven in but not woven itself: write the words out");
                }
                checkShared(look);
            }
        }
    }

    private void checkShared(DraftField<String> text) {
        images(text);
        if (!fits(text)) {
            tooLong(text, length(text.value()), "");
        }
    }

    /** Of a keyframe: an image model knows its pictures by no number. */
    void checkStill(DraftField<String> prompt) {
        placeholders(
                prompt,
                List.of(),
                name ->
                        "it has no look, and an image model knows its pictures by no number: write what is seen there, or take the"
                                + " braces away");
        check(prompt, List.of());
    }

    /**
     * Of a shot.
     *
     * @param model null where it is faulty
     * @param references names of the pictures that go along, in order
     */
    void check(DraftField<String> prompt, VideoModel model, List<String> references) {
        List<String> numbered = model != null && model.imagePlaceholders() ? references : List.of();
        placeholders(prompt, numbered, name -> {
            if (!references.contains(name)) {
                return "its picture goes along where references name it: name it there, or take the braces away";
            }
            // A model that takes no references at all is a fault of its own.
            return model != null && model.actions().contains(Action.REFERENCE)
                    ? "it has no look, and " + model.name() + " knows its pictures by no number: write what is seen"
                            + " there, or take the braces away"
                    : null;
        });
        check(prompt, numbered);
    }

    private void check(DraftField<String> prompt, List<String> numbered) {
        images(prompt);
        int own = length(prompt.value());
        if (own > longest()) {
            tooLong(prompt, own, "");
            return;
        }
        int composed = composer.length(prompt.value(), numbered);
        if (composed > longest()) {
            tooLong(prompt, composed, " once style and characters are woven in (" + own + " without)");
        }
    }

    private void tooLong(DraftField<String> text, int length, String parts) {
        faults.fault(
                text.place(),
                text.field(),
                "a prompt has at most " + longest() + " characters, and this one has " + length + parts
                        + ": shorten it");
    }

    private int longest() {
        return catalogue.limits().promptCodePoints();
    }

    /** @param referred the characters whose pictures go along somewhere */
    void warnOfUnusedCharacters(Set<String> referred) {
        for (Draft.Character character : draft.characters()) {
            String name = character.name().name();
            if (!used.contains(name) && !referred.contains(name)) {
                faults.warn(
                        character.name().place(),
                        character.name().field(),
                        character.image().present()
                                ? "no prompt and no references name " + name
                                : "no prompt names {" + name + "}");
            }
        }
    }

    /** @param keyframe what is wrong with the name of a keyframe here, after "dawn is a keyframe: "; null where nothing is */
    private void placeholders(DraftField<String> text, List<String> numbered, UnaryOperator<String> keyframe) {
        Set<String> missing = new HashSet<>();
        Matcher placeholder = PromptComposer.PLACEHOLDER.matcher(text.value());
        while (placeholder.find()) {
            String name = placeholder.group(1);
            used.add(name);
            boolean known = names.contains(name) || numbered.contains(name);
            if (draft.charactersReadable() && draft.keyframesReadable() && !known && missing.add(name)) {
                whyNot(name, numbered, keyframe).ifPresent(why -> faults.fault(text.place(), text.field(), why));
            }
        }
    }

    private Optional<String> whyNot(String name, List<String> numbered, UnaryOperator<String> keyframe) {
        if (keyframes.contains(name)) {
            return Optional.ofNullable(keyframe.apply(name)).map(why -> name + " is a keyframe: " + why);
        }
        Set<String> candidates = new LinkedHashSet<>(names);
        candidates.addAll(numbered);
        String hint = FaultWording.didYouMean(name, candidates);
        return Optional.of("no character is called " + name
                + (hint.isEmpty() ? ": describe it under characters, or take the braces away" : hint));
    }

    private void images(DraftField<String> text) {
        List<String> images = found(IMAGE, text);
        if (!images.isEmpty()) {
            faults.fault(
                    text.place(),
                    text.field(),
                    ListFormat.and(images)
                            + " cannot stand here, since the numbers are Framespan's: name a character or"
                            + " keyframe in references, and write {its-name} here");
        }
    }

    private static List<String> found(Pattern pattern, DraftField<String> text) {
        return pattern.matcher(text.value())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
