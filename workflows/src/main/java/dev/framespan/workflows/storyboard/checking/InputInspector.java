package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Limits;
import java.nio.file.Path;

/** Looks at an author's own pictures, videos and sounds. Touches nothing but the file, and no network. */
public interface InputInspector {
    /** In bytes: the largest file that is taken for music, an effect or a voice. */
    long LARGEST_SOUND = 500_000_000;

    /** Says what a file is by its content, never by its name. Never throws for what the file holds. */
    Finding inspectPicture(Path file);

    /** Says what a file that should be a video is, decoded to its end. Never throws for what the file holds. */
    Finding inspectVideo(Path file);

    /** Says what a file that should be a sound is, decoded to its end. Never throws for what the file holds. */
    Finding inspectSound(Path file);

    /**
     * Whether a URL's host may be on the public Internet, as far as can be told without a look-up.
     *
     * @param host as {@link java.net.URI#getHost()} gives it
     */
    boolean mayBePublic(String host);

    /** A picture, video or sound, or the reason why it is none. */
    sealed interface Finding {
        /** The same, but a video of another length than a reference video may have cannot be used. */
        default Finding within(Limits.ReferenceVideo taken) {
            return this;
        }
    }

    /**
     * A picture that can be decoded.
     *
     * @param width in pixels
     * @param height in pixels
     */
    record Picture(MediaType type, int width, int height) implements Finding {}

    /**
     * A video that can be decoded.
     *
     * @param millis how long it lasts, in milliseconds
     */
    record Video(MediaType type, long millis) implements Finding {
        @Override
        public Finding within(Limits.ReferenceVideo taken) {
            return taken.whyNot(millis).<Finding>map(Unusable::new).orElse(this);
        }
    }

    /**
     * A sound that can be decoded.
     *
     * @param millis how long it lasts, in milliseconds
     */
    record Sound(MediaType type, long millis) implements Finding {}

    /** @param reason for the author */
    record Unusable(String reason) implements Finding {
        /** @param what "picture", "video" or "sound" */
        public String words(String what) {
            return "this " + what + " cannot be used: " + reason;
        }
    }
}
