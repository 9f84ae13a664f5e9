package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Paths as a storyboard or timeline writes them: they start in its folder, and do not leave it. */
final class InputPaths {
    private static final int MOST_NEIGHBOURS = 1_000;

    private final InputHome home;
    private final Path folder;

    InputPaths(InputHome home) {
        this.home = home;
        this.folder =
                Optional.ofNullable(home.file().toAbsolutePath().getParent()).orElse(home.file());
    }

    /** A file that can be read. */
    Path file(String text, String what) throws RefusedInputException {
        Path real = real(text, what);
        if (Files.isDirectory(real)) {
            throw new RefusedInputException(text + " is a folder: name a " + what + " in it");
        }
        if (!Files.isRegularFile(real)) {
            throw new RefusedInputException(text + " is not a file");
        }
        if (!Files.isReadable(real)) {
            throw new RefusedInputException("no permission to read " + text);
        }
        return real;
    }

    /** Where a path leads that is written in a storyboard; there need not be a file. */
    Path real(String text, String what) throws RefusedInputException {
        try {
            Path path = written(text, what);
            Path real = folder.resolve(path).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside(text, what);
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new MissingInputException(
                    "there is no file " + text + " in the " + home.name() + "'s folder" + neighbour(text));
        } catch (AccessDeniedException e) {
            throw new RefusedInputException("no permission to read " + text);
        } catch (FileSystemException e) {
            throw new RefusedInputException(text + " cannot be found (" + e.getReason() + ")");
        } catch (IOException e) {
            throw new RefusedInputException(text + " cannot be found (" + e.getMessage() + ")");
        }
    }

    /** A path by its words alone; no disk is looked at. */
    Path written(String text, String what) throws RefusedInputException {
        if (text.contains("://")
                || text.regionMatches(true, 0, "data:", 0, 5)
                || text.regionMatches(true, 0, "file:", 0, 5)) {
            throw new RefusedInputException("a " + what + " is a path beside the " + home.name()
                    + (home.urls() ? " or a URL that starts with https://" : ": download it, and write its path"));
        }
        if (text.contains("\\")) {
            throw new RefusedInputException("a path is written with / between its parts");
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                throw new RefusedInputException("a path starts in the " + home.name()
                        + "'s folder, not at the top of the disk: put the " + what + " beside the " + home.name());
            }
            if (path.normalize().startsWith("..")) {
                throw outside(text, what);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new RefusedInputException("not a path");
        }
    }

    private RefusedInputException outside(String text, String what) {
        return new RefusedInputException(
                text + " leads out of the " + home.name() + "'s folder: put the " + what + " into it");
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
}
