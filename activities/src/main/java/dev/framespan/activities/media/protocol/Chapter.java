package dev.framespan.activities.media.protocol;

/** @param frame of the film with which it begins */
public record Chapter(long frame, String title) {}
