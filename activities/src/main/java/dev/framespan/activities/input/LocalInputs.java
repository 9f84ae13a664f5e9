package dev.framespan.activities.input;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.http.PublicAddress;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.store.FileHash;
import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Looks at pictures, videos and sounds that lie on this disk, at the same bytes once: JPG and PNG are decoded whole, of WEBP every length and the
 * size of the picture are read; videos and sounds are decoded whole by the media engine.
 */
public final class LocalInputs implements InputInspector {
    /** In pixels. A picture of a hundred million is larger than any camera makes and would fill the memory. */
    static final long LARGEST = 100_000_000;

    private final Map<String, Finding> findings = new ConcurrentHashMap<>();

    @Override
    public Finding inspectPicture(Path file) {
        return found(
                file,
                MediaType::isPicture,
                "it is no JPG, PNG or WEBP, whatever its name says",
                type -> type == MediaType.WEBP ? WebpFile.inspect(file) : decoded(file, type));
    }

    @Override
    public Finding inspectVideo(Path file) {
        return found(
                file, MediaType::isVideo, "it is no MP4 or MOV, whatever its name says", type -> video(file, type));
    }

    @Override
    public Finding inspectSound(Path file) {
        return found(
                file,
                type -> type.isSound() || type == MediaType.MP4,
                "it is no WAV, MP3, FLAC, OGG or M4A, whatever its name says",
                type -> sound(file, type.isSound() ? type : MediaType.M4A));
    }

    private Finding found(Path file, Predicate<MediaType> wanted, String otherwise, Look look) {
        try {
            Optional<MediaType> type = FileSignature.of(file).filter(wanted);
            if (type.isEmpty()) {
                return new Unusable(otherwise);
            }
            String hash = FileHash.of(file);
            // An MP4 may be a video here and a sound there.
            String key = otherwise + hash;
            Finding known = findings.get(key);
            if (known != null) {
                return known;
            }
            Finding finding = look.at(type.get());
            if (hash.equals(FileHash.of(file))) {
                findings.put(key, finding);
            }
            return finding;
        } catch (IOException e) {
            return new Unusable(IoReason.of(e));
        }
    }

    /** Finds out what a file of a type is. */
    @FunctionalInterface
    private interface Look {
        Finding at(MediaType type) throws IOException;
    }

    private static Finding sound(Path file, MediaType type) throws IOException {
        try (MediaEngine engine = new MediaEngine(1)) {
            SoundFacts facts = engine.checkSound(file, type, ProgressListener.NONE);
            return new Sound(type, Math.round(facts.seconds() * 1000));
        } catch (UnusableMediaException e) {
            return new Unusable("it " + e.getMessage());
        }
    }

    /** An engine of its own for each: there are few videos, and none is left behind. */
    private static Finding video(Path file, MediaType type) throws IOException {
        try (MediaEngine engine = new MediaEngine(1)) {
            MediaFacts facts = engine.decode(file, type, ProgressListener.NONE);
            double seconds = FrameRate.parse(facts.rate()).duration(facts.frames());
            return new Video(type, Math.round(seconds * 1000));
        } catch (UnusableMediaException e) {
            return new Unusable("it " + e.getMessage());
        }
    }

    @Override
    public boolean mayBePublic(String host) {
        return !PublicAddress.isPlainlyPrivate(host);
    }

    private static Finding decoded(Path file, MediaType type) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type.extension());
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if ((long) width * height > LARGEST) {
                    return new Unusable(tooLarge(width, height));
                }
                return whole(reader, in, type) ? new Picture(type, width, height) : damaged(type, "it ends too early");
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders answer damaged files with exceptions of every kind.
            return damaged(type, "it is cut off or damaged");
        }
    }

    /** A decoder that runs out of bytes of a JPG fills up with grey and only warns. */
    private static boolean whole(ImageReader reader, ImageInputStream in, MediaType type) throws IOException {
        AtomicBoolean warned = new AtomicBoolean();
        IIOReadWarningListener listener = (source, warning) -> warned.compareAndSet(false, isTruncation(warning));
        reader.addIIOReadWarningListener(listener);
        try {
            BufferedImage picture = reader.read(0);
            return picture != null && !warned.get();
        } catch (IOException e) {
            // Colours for printing (CMYK) the JDK cannot turn into a picture, but decodes: that is sound as well.
            if (type == MediaType.JPG && reader.canReadRaster() && !warned.get()) {
                reader.readRaster(0, null);
                return !warned.get();
            }
            throw e;
        }
    }

    private static boolean isTruncation(String warning) {
        return warning.toLowerCase(java.util.Locale.ROOT).contains("premature")
                || warning.toLowerCase(java.util.Locale.ROOT).contains("truncated")
                || warning.toLowerCase(java.util.Locale.ROOT).contains("corrupt");
    }

    static String tooLarge(int width, int height) {
        return "it has " + width + "×" + height + " pixels, and at most 100 million are possible: save it smaller";
    }

    static Unusable damaged(MediaType type, String how) {
        return new Unusable("as a " + type.name() + ", " + how);
    }
}
