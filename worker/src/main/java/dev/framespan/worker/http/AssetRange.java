package dev.framespan.worker.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param from the first byte, counted from 0
 * @param length in bytes
 */
record AssetRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(?<first>[0-9]{0,18})-(?<last>[0-9]{0,18})");

    /** Of a file of this length. */
    static AssetRange whole(long length) {
        return new AssetRange(0, length);
    }

    /** Whether the header asks for one part in a way that is understood; any other is answered with the whole. */
    static boolean isUnderstood(String header) {
        Matcher part = ONE.matcher(header);
        return part.matches()
                && !(part.group("first").isEmpty() && part.group("last").isEmpty())
                && (part.group("first").isEmpty()
                        || part.group("last").isEmpty()
                        || Long.parseLong(part.group("first")) <= Long.parseLong(part.group("last")));
    }

    /**
     * @param header one that is understood
     * @param size of the file
     * @return empty where the file has no such part
     */
    static Optional<AssetRange> of(String header, long size) {
        Matcher part = ONE.matcher(header);
        if (!part.matches()) {
            return Optional.empty();
        }
        String last = part.group("last");
        if (part.group("first").isEmpty()) {
            long length = Math.min(Long.parseLong(last), size);
            return length == 0 ? Optional.empty() : Optional.of(new AssetRange(size - length, length));
        }
        long from = Long.parseLong(part.group("first"));
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return from >= size ? Optional.empty() : Optional.of(new AssetRange(from, to - from + 1));
    }

    /** {@code bytes 0-99/1000}. */
    String words(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
