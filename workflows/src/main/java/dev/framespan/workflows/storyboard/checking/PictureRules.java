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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an author's own picture may be, and what it must be. */
final class PictureRules {
    /** In characters. */
    static final int LONGEST_URL = 1_000;

    private static final int MOST_NEIGHBOURS = 1_000;

    private final Path folder;
    private final Limits limits;
    private final PictureInspector inspector;
    private final FaultCollector faults;
    private final Map<Path, PictureInspector.Finding> seen = new HashMap<>();

    PictureRules(Path storyboard, Limits limits, PictureInspector inspector, FaultCollector faults) {
        this.folder =
                Optional.ofNullable(storyboard.toAbsolutePath().getParent()).orElse(storyboard);
        this.limits = limits;
        this.inspector = inspector;
        this.faults = faults;
    }

    /**
     * @param shape the film's; null where it is faulty
     * @return where the picture is; empty where it is not to be used, which is then said
     */
    Optional<PictureSource> check(DraftField<String> image, AspectRatio shape) {
        String text = image.value();
        try {
            if (text.regionMatches(true, 0, "https:", 0, 6)) {
                return Optional.of(new PictureSource.Url(url(text)));
            }
            return Optional.of(new PictureSource.File(file(image, shape)));
        } catch (RefusedException e) {
            faults.fault(image.place(), image.field(), e.getMessage());
            return Optional.empty();
        }
    }

    private URI url(String text) throws RefusedException {
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
                    url.getHost() + " is not on the public Internet, where the provider could see it:"
                            + " put the picture beside the storyboard and write its path");
        }
        return url;
    }

    private Path file(DraftField<String> image, AspectRatio shape) throws RefusedException {
        Path real = real(image.value());
        try {
            if (Files.isDirectory(real)) {
                throw new RefusedException(image.value() + " is a folder: name a picture in it");
            }
            if (!Files.isRegularFile(real)) {
                throw new RefusedException(image.value() + " is not a file");
            }
            if (!Files.isReadable(real)) {
                throw new RefusedException("no permission to read " + image.value());
            }
            long bytes = Files.size(real);
            if (bytes > limits.pictureBytes()) {
                throw new RefusedException(String.format(
                        java.util.Locale.ROOT,
                        "a picture has at most %,d bytes, and this one has %,d: save it smaller",
                        limits.pictureBytes(),
                        bytes));
            }
        } catch (IOException e) {
            throw new RefusedException(image.value() + " cannot be read (" + e.getMessage() + ")");
        }
        PictureInspector.Finding finding = seen.computeIfAbsent(real, inspector::inspect);
        if (finding instanceof PictureInspector.NoPicture none) {
            throw new RefusedException("this picture cannot be used: " + none.reason());
        }
        if (finding instanceof PictureInspector.Picture picture) {
            warn(image, picture, shape);
        }
        return real;
    }

    private Path real(String text) throws RefusedException {
        if (text.contains("://")
                || text.regionMatches(true, 0, "data:", 0, 5)
                || text.regionMatches(true, 0, "file:", 0, 5)) {
            throw new RefusedException("a picture is a path beside the storyboard or a URL that starts with https://");
        }
        if (text.contains("\\")) {
            throw new RefusedException("a path is written with / between its parts");
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                throw new RefusedException("a path starts in the storyboard's folder, not at the top of the disk:"
                        + " put the picture beside the storyboard");
            }
            if (path.normalize().startsWith("..")) {
                throw outside(text);
            }
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside(text);
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

    private static RefusedException outside(String text) {
        return new RefusedException(text + " leads out of the storyboard's folder: put the picture into it");
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
