package dev.framespan.workflows.storyboard.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Reads the file of a storyboard or timeline: first its bytes, with care, then YAML or JSON by the name's ending. */
public final class StoryboardFile {
    /** In bytes. A film of 500 shots has a tenth of it. */
    private static final int LARGEST = 1 << 20;

    private StoryboardFile() {}

    /**
     * @param faults gets what can be said beside all others
     * @throws UnreadableException for what leaves nothing else to be said
     */
    public static Node read(Path path, FaultCollector faults) throws UnreadableException {
        return read(path, "storyboard", faults);
    }

    /** The same, where the operator has said otherwise of single shots and keyframes. */
    public static Node read(Path path, StoryboardChanges changes, FaultCollector faults) throws UnreadableException {
        return changes.applied(read(path, faults));
    }

    /** See {@link StoryboardChanges#hashes}. */
    public static Map<String, String> hashes(Path path) throws UnreadableException {
        return StoryboardChanges.hashes(read(path, new FaultCollector(path.toString())));
    }

    /** @param what is in the file, for the author: "storyboard" */
    public static Node read(Path path, String what, FaultCollector faults) throws UnreadableException {
        if (!Files.exists(path)) {
            throw unreadable("there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw unreadable("a folder, where a " + what + " is needed: name the .yaml or .json file in it");
        }
        if (!Files.isRegularFile(path)) {
            throw unreadable("not a file");
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw unreadable("a " + what + "'s name ends in .yaml, .yml or .json: rename the file");
        }
        String text = text(path, what);
        return json ? JsonReader.read(text, faults) : YamlReader.read(text, faults);
    }

    /** A film is called after its storyboard where that has no {@code id}. */
    public static String stem(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String text(Path path, String what) throws UnreadableException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (AccessDeniedException e) {
            throw unreadable("no permission to read this file");
        } catch (IOException e) {
            throw unreadable("this file cannot be read (" + e.getMessage() + ")");
        }
        if (bytes.length > LARGEST) {
            throw unreadable("larger than 1 MiB, which no " + what + " is: split the film");
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            throw unreadable("written in UTF-16: save it as UTF-8");
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw unreadable("not a text: a zero byte stands at byte " + i);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException(
                    brokenAt(bytes, start), "the text is not UTF-8 from here on: save the file as UTF-8");
        }
    }

    private static Position brokenAt(byte[] bytes, int start) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length + 1);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String good = out.flip().toString();
        int line = (int) good.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, good.length() - good.lastIndexOf('\n'));
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        return bytes.length >= mark.length
                && Arrays.equals(Arrays.stream(mark).map(b -> (byte) b).toArray(), firsts(bytes, mark.length));
    }

    private static int[] firsts(byte[] bytes, int count) {
        int[] firsts = new int[count];
        for (int i = 0; i < count; i++) {
            firsts[i] = bytes[i];
        }
        return firsts;
    }

    private static UnreadableException unreadable(String message) {
        return new UnreadableException(Position.FILE, message);
    }
}
