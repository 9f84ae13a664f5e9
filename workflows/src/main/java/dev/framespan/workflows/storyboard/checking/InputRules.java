package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where an author's own picture, video or sound may be, and what it must be: beside the storyboard and behind a URL alike. */
final class InputRules {
    /** In characters: no server takes a longer one, and signed ones come near it. */
    static final int LONGEST_URL = 8_000;

    private static final String SOUND = "sound";

    private final InputHome home;
    private final InputPaths paths;
    private final Limits limits;
    private final InputInspector inspector;
    private final FetchedInputs fetched;
    private final String fitted;
    private final FaultCollector faults;
    private final Map<Path, InputInspector.Finding> pictures = new HashMap<>();
    private final Map<Path, InputInspector.Finding> videos = new HashMap<>();
    private final Map<Path, InputInspector.Finding> sounds = new HashMap<>();

    /** @param fit what the film makes of clips of another shape */
    InputRules(
            InputHome home,
            Limits limits,
            InputInspector inspector,
            FetchedInputs fetched,
            Fit fit,
            FaultCollector faults) {
        this.home = home;
        this.fitted = switch (fit) {
            case PAD -> "get black bars";
            case CROP -> "lose their edges";
            case BLUR -> "stand on a blurred copy of themselves";
        };
        this.paths = new InputPaths(home);
        this.limits = limits;
        this.inspector = inspector;
        this.fetched = fetched;
        this.faults = faults;
    }

    /**
     * @param shape the film's, where clips start on the picture; null where they do not, or it is faulty
     * @return where the picture is; empty where it is not to be used, which is then said
     */
    Optional<InputSource> check(DraftField<String> image, AspectRatio shape) {
        return source(image, limits.pictureBytes(), "picture", real -> {
            InputInspector.Finding finding = pictures.computeIfAbsent(real, inspector::inspectPicture);
            if (finding instanceof InputInspector.Picture picture) {
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
    Optional<InputSource> checkVideo(DraftField<String> clip, Consumer<BigDecimal> length) {
        Limits.ReferenceVideo taken = limits.referenceVideo();
        return source(clip, taken.bytes(), "video", real -> {
            InputInspector.Finding finding = videos.computeIfAbsent(real, inspector::inspectVideo);
            if (finding instanceof InputInspector.Video video) {
                length.accept(BigDecimal.valueOf(video.millis(), 3));
            }
            return finding.within(taken);
        });
    }

    /**
     * Music, an effect or a voice.
     *
     * @param length is told how long it is, where that is known
     */
    Optional<InputSource> checkSound(DraftField<String> file, Consumer<BigDecimal> length) {
        return source(file, InputInspector.LARGEST_SOUND, SOUND, real -> {
            InputInspector.Finding finding = sounds.computeIfAbsent(real, inspector::inspectSound);
            if (finding instanceof InputInspector.Sound sound) {
                length.accept(BigDecimal.valueOf(sound.millis(), 3));
            }
            return finding;
        });
    }

    /** A clip of the author's own, of which nothing but its place and size is looked at. */
    Optional<Path> checkClip(DraftField<String> file) {
        try {
            Path real = paths.file(file.value(), "clip");
            requireSmall(real, file.value(), InputInspector.LARGEST_CLIP, "clip");
            return Optional.of(real);
        } catch (RefusedInputException e) {
            faults.fault(file.place(), file.field(), e.getMessage());
            return Optional.empty();
        }
    }

    /** How large a picture is that was found to be one; nothing where it is gone since, or behind a URL that was not asked. */
    long bytes(InputSource picture) {
        Path file = picture instanceof InputSource.File own
                ? own.path()
                : fetched.files().get(((InputSource.Url) picture).url());
        try {
            return file == null ? 0 : Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a text is the path of a file beside the storyboard. */
    boolean isThere(String text) {
        try {
            return Files.isRegularFile(paths.real(text, "file"));
        } catch (RefusedInputException e) {
            return false;
        }
    }

    private Optional<InputSource> source(DraftField<String> at, long bytes, String what, Look look) {
        String text = at.value();
        try {
            if (home.urls() && text.regionMatches(true, 0, "https:", 0, 6)) {
                URI url = url(text, what, home, inspector);
                judgeFetched(url, bytes, what, look);
                if (fetched.earlier().containsKey(url)) {
                    faults.warn(at.place(), at.field(), fetched.earlier().get(url));
                }
                return Optional.of(new InputSource.Url(url));
            }
            Path real = paths.file(text, what);
            requireSmall(real, text, bytes, what);
            judge(real, what, look);
            return Optional.of(new InputSource.File(real));
        } catch (RefusedInputException e) {
            faults.fault(at.place(), at.field(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Where a file is that a workflow names, by the rules for those that a storyboard names; what is in it is looked at later. */
    static InputSource whereIs(InputHome home, InputInspector inspector, String text, long most, String what)
            throws RefusedInputException {
        if (text.regionMatches(true, 0, "https:", 0, 6)) {
            return new InputSource.Url(url(text, what, home, inspector));
        }
        Path real = new InputPaths(home).file(text, what);
        requireSmall(real, text, most, what);
        return new InputSource.File(real);
    }

    /** Whether a workflow may name it, wherever that is: no disk is looked at. */
    static void requireWritten(InputHome home, InputInspector inspector, String text, String what)
            throws RefusedInputException {
        if (text.regionMatches(true, 0, "https:", 0, 6)) {
            url(text, what, home, inspector);
        } else {
            new InputPaths(home).written(text, what);
        }
    }

    private void judgeFetched(URI url, long bytes, String what, Look look) throws RefusedInputException {
        Path file = fetched.files().get(url);
        if (file == null) {
            if (fetched.refused().containsKey(url)) {
                throw new RefusedInputException(fetched.refused().get(url));
            }
            return;
        }
        requireSmall(file, "what this gave", bytes, what);
        judge(file, what, look);
    }

    private static void judge(Path file, String what, Look look) throws RefusedInputException {
        if (look.at(file) instanceof InputInspector.Unusable none) {
            throw new RefusedInputException(none.words(what));
        }
    }

    private static void requireSmall(Path file, String named, long most, String what) throws RefusedInputException {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (IOException e) {
            throw new RefusedInputException(named + " cannot be read (" + e.getMessage() + ")");
        }
        if (bytes > most) {
            throw new RefusedInputException(String.format(
                    Locale.ROOT,
                    "a %s has at most %,d bytes, and this one has %,d: save it smaller",
                    what,
                    most,
                    bytes));
        }
    }

    /** Finds out what a file is. */
    @FunctionalInterface
    private interface Look {
        InputInspector.Finding at(Path file);
    }

    private static URI url(String text, String what, InputHome home, InputInspector inspector)
            throws RefusedInputException {
        if (text.length() > LONGEST_URL) {
            throw new RefusedInputException("a URL has at most " + LONGEST_URL + " characters, and this one has "
                    + text.length() + ": use a shorter one");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new RefusedInputException("not a URL: the character at " + (e.getIndex() + 1)
                    + " cannot stand in one; write spaces as %20 and the like");
        }
        if (url.getRawUserInfo() != null
                || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            throw new RefusedInputException(
                    "a URL with a name or password in it is not fetched: use one that needs none");
        }
        if (url.getHost() == null || url.getPort() > 65_535) {
            throw new RefusedInputException("not a URL that can be fetched: https://host/path is");
        }
        if (!inspector.mayBePublic(url.getHost())) {
            throw new RefusedInputException(url.getHost() + " is not on the public Internet"
                    + (what.equals(SOUND) ? "" : ", where the provider could see it") + ": put the " + what
                    + " beside the " + home.name() + " and write its path");
        }
        return url;
    }

    private void warn(DraftField<String> image, InputInspector.Picture picture, AspectRatio shape) {
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
                    size + ", which is not the film's shape: clips that start on it take its shape and " + fitted);
        }
    }

    /** Within two parts of a hundred, which no eye sees as bars. */
    private static boolean isLike(AspectRatio shape, InputInspector.Picture picture) {
        double film = (double) shape.width(Resolution.P720) / shape.height(Resolution.P720);
        double own = (double) picture.width() / picture.height();
        return Math.max(own / film, film / own) <= 1.02;
    }
}
