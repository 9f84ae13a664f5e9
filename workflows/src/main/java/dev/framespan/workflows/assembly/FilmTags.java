package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the film's file says of itself.
 *
 * @param title null for none
 * @param date {@code 2026-11-26}; null for none
 * @param language of what is spoken, as ISO 639-2 has it, {@code eng}; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmTags(String title, String date, String language) {
    /** The file says nothing of itself. */
    public static final FilmTags NONE = new FilmTags(null, null, null);
}
