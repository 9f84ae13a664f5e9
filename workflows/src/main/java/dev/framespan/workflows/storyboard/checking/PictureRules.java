package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.storyboard.PictureSource;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where an author's own picture or video may be, and what it must be. */
final class PictureRules {
    /** In characters. */
    static final int LONGEST_URL = 1_000;

    private static final int MOST_NEIGHBOURS = 1_000;

    private final Path folder;
    private final Limits limits;
    private final PictureInspector inspector;
    private final FaultCollector faults;
    private final Map<Path, PictureInspector.Finding> pictures = new HashMap<>();
    private final Map<Path, PictureInspector.Finding> videos = new HashMap<>();

    PictureRules(Path storyboard, Limits limits, PictureInspector inspector, FaultCollector faults) {
        this.folder =
                Optional.ofNullable(storyboard.toAbsolutePath().getParent()).orElse(storyboard);
        this.limits = limits;
        this.inspector = inspector;
        this.faults = faults;
    }

    /**
     * @param shape the film's, where clips start on the picture; null where they do not, or it is faulty
     * @return where the picture is; empty where it is not to be used, which is then said
     */
    Optional<PictureSource> check(DraftField<String> image, AspectRatio shape) {
        return source(image, limits.pictureBytes(), "picture", real -> {
            PictureInspector.Finding finding = pictures.computeIfAbsent(real, inspector::inspect);
            if (finding instanceof PictureInspector.Picture picture) {
                warn(image, picture, shape);
            }
            return finding;
        });
    }

    /**
     * A reference video. Source: the provider's Kling page, Resource Limits.
     *
     * @param length is told how long it is, where that is known
     */
    Optional<PictureSource> checkVideo(DraftField<String> clip, Consumer<BigDecimal> length) {
        Limits.ReferenceVideo taken = limits.referenceVideo();
        return source(clip, taken.bytes(), "video", real -> {
            PictureInspector.Finding finding = videos.computeIfAbsent(real, inspector::inspectVideo);
            if (!(finding instanceof PictureInspector.Video video)) {
                return finding;
            }
            Optional<String> why = taken.whyNot(video.millis());
            BigDecimal seconds = BigDecimal.valueOf(video.millis(), 3);
            length.accept(seconds);
            return why.<PictureInspector.Finding>map(PictureInspector.NoPicture::new)
                    .orElse(finding);
        });
    }

    /** How large a file is that was found to be a picture; nothing where it is gone since. */
    long bytes(Path picture) {
        try {
            return Files.size(picture);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a text is the path of a file beside the storyboard. */
    boolean isThere(String text) {
        try {
            return Files.isRegularFile(real(text, "file"));
        } catch (RefusedException e) {
            return false;
        }
    }

    private Optional<PictureSource> source(DraftField<String> at, long bytes, String what, Look look) {
        String text = at.value();
        try {
            if (text.regionMatches(true, 0, "https:", 0, 6)) {
                return Optional.of(new PictureSource.Url(url(text, what)));
            }
            Path real = file(text, bytes, what);
            if (look.at(real) instanceof PictureInspector.NoPicture none) {
                throw new RefusedException("this " + what + " cannot be used: " + none.reason());
            }
            return Optional.of(new PictureSource.File(real));
        } catch (RefusedException e) {
            faults.fault(at.place(), at.field(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Finds out what a file is. */
    @FunctionalInterface
    private interface Look {
        PictureInspector.Finding at(Path file);
    }

    private URI url(String text, String what) throws RefusedException {
        if (text.length() > LONGEST_URL) {
            throw new RefusedException(
                    "a URL has at most " + LONGEST_URL + " characters, and this one has " + text.length());
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new RefusedException("not a URL: the character at " + (e.getIndex() + 1)
                    + " cannot stand in one; write spaces as %20 and the like");
        }
        if (url.getRawUserInfo() != null
                || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new RefusedException("a URL with a name or password in it is not fetched: use one that needs none");
        }
        if (url.getHost() == null || url.getPort() > 65_535) {
            throw new RefusedException("not a URL that can be fetched: https://host/path is");
        }
        if (!inspector.mayBePublic(url.getHost())) {
            throw new RefusedException(
                    url.getHost() + " is not on the public Internet, where the provider could see it:" + " put the "
                            + what + " beside the storyboard and write its path");
        }
        return url;
    }

    private Path file(String text, long most, String what) throws RefusedException {
        Path real = real(text, what);
        try {
            if (Files.isDirectory(real)) {
                throw new RefusedException(text + " is a folder: name a " + what + " in it");
            }
            if (!Files.isRegularFile(real)) {
                throw new RefusedException(text + " is not a file");
            }
            if (!Files.isReadable(real)) {
                throw new RefusedException("no permission to read " + text);
            }
            long bytes = Files.size(real);
            if (bytes > most) {
                throw new RefusedException(String.format(
                        Locale.ROOT,
                        "a %s has at most %,d bytes, and this one has %,d: save it smaller",
                        what,
                        most,
                        bytes));
            }
            return real;
        } catch (IOException e) {
            throw new RefusedException(text + " cannot be read (" + e.getMessage() + ")");
        }
    }

    private Path real(String text, String what) throws RefusedException {
        if (text.contains("://")
                || text.regionMatches(true, 0, "data:", 0, 5)
                || text.regionMatches(true, 0, "file:", 0, 5)) {
            throw new RefusedException(
                    "a " + what + " is a path beside the storyboard or a URL that starts with https://");
        }
        if (text.contains("\\")) {
            throw new RefusedException("a path is written with / between its parts");
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                throw new RefusedException("a path starts in the storyboard's folder, not at the top of the disk:"
                        + " put the " + what + " beside the storyboard");
            }
            if (path.normalize().startsWith("..")) {
                throw outside(text, what);
            }
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside(text, what);
            }
            return real;
        } catch (InvalidPathException e) {
            throw new RefusedException("not a path");
        } catch (NoSuchFileException e) {
            throw new RefusedException("there is no file " + text + " in the storyboard's folder" + neighbour(text));
        } catch (AccessDeniedException e) {
            throw new RefusedException("no permission to read " + text);
        } catch (FileSystemException e) {
            throw new RefusedException(text + " cannot be found (" + e.getReason() + ")");
        } catch (IOException e) {
            throw new RefusedException(text + " cannot be found (" + e.getMessage() + ")");
        }
    }

    private static RefusedException outside(String text, String what) {
        return new RefusedException(text + " leads out of the storyboard's folder: put the " + what + " into it");
    }

    /** What helps against a misspelt file name. */
    private String neighbour(String text) {
        Path wanted = folder.resolve(text).normalize();
        Path parent = wanted.getParent();
        if (parent == null || !parent.startsWith(folder) || wanted.getFileName() == null) {
            return "";
        }
        try (Stream<Path> files = Files.list(parent)) {
            List<String> names = new ArrayList<>();
            files.limit(MOST_NEIGHBOURS).forEach(file -> names.add(String.valueOf(file.getFileName())));
            return FaultWording.didYouMean(String.valueOf(wanted.getFileName()), names);
        } catch (IOException e) {
            return ""; // no folder, no neighbours
        }
    }

    private void warn(DraftField<String> image, PictureInspector.Picture picture, AspectRatio shape) {
        String size = "this picture has " + picture.width() + "×" + picture.height() + " pixels";
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        if (shorter < limits.pictureSides()) {
            faults.warn(
                    image.place(),
                    image.field(),
                    size + ", and the provider may refuse a side below " + limits.pictureSides());
        }
        BigDecimal longest = limits.pictureStretch().multiply(BigDecimal.valueOf(shorter));
        if (BigDecimal.valueOf(longer).compareTo(longest) > 0) {
            faults.warn(
                    image.place(),
                    image.field(),
                    size + ", and the provider may refuse one side more than " + limits.pictureStretch()
                            + " times the other");
        }
        if (shape != null && !isLike(shape, picture)) {
            faults.warn(
                    image.place(),
                    image.field(),
                    size + ", which is not the film's shape: clips that start on it take its shape and get black bars");
        }
    }

    /** Within two parts of a hundred, which no eye sees as bars. */
    private static boolean isLike(AspectRatio shape, PictureInspector.Picture picture) {
        double film = (double) shape.width(Resolution.P720) / shape.height(Resolution.P720);
        double own = (double) picture.width() / picture.height();
        return Math.max(own / film, film / own) <= 1.02;
    }

    /** Why a picture is not used. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
