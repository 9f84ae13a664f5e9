package dev.framespan.activities.media.engine.picture;

import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Preview frames on disk: YUV4MPEG2, one header line, then {@code FRAME} and the planes of each. */
public final class PreviewFile {
    private static final String MAGIC = "YUV4MPEG2 ";
    private static final String TAIL = " F1:1 Ip A1:1 C420mpeg2 XCOLORRANGE=LIMITED\n";
    private static final Pattern HEADER = Pattern.compile("YUV4MPEG2 W(\\d{1,4}) H(\\d{1,4})" + Pattern.quote(TAIL));
    private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 80;

    private PreviewFile() {}

    static void write(Path file, List<FramePixels> frames) throws IOException {
        FramePixels first = frames.get(0);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            String header = MAGIC + "W" + first.width() + " H" + first.height() + TAIL;
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            for (FramePixels frame : frames) {
                out.write(FRAME);
                out.write(frame.planes());
            }
        }
    }

    /** Whether a file begins as preview frames do. */
    public static boolean isOne(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return head(in).startsWith(MAGIC);
        }
    }

    /** @param number of {@link PreviewFrames}, {@code FIRST} to {@code LAST} */
    public static FramePixels read(Path file, int number) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            Matcher header = HEADER.matcher(head(in));
            if (!header.lookingAt()) {
                throw new UnusableMediaException("has preview frames that are none");
            }
            int width = Integer.parseInt(header.group(1));
            int height = Integer.parseInt(header.group(2));
            if (side(width) || side(height)) {
                throw new UnusableMediaException("has preview frames of " + width + "x" + height + " pixels");
            }
            int size = FramePixels.size(width, height);
            long whole = header.end() + (long) PreviewFrames.COUNT * (FRAME.length + size);
            if (in.length() != whole) {
                throw new UnusableMediaException(
                        "has preview frames of " + in.length() + " bytes, and they should have " + whole);
            }
            in.seek(header.end() + (long) number * (FRAME.length + size) + FRAME.length);
            byte[] planes = new byte[size];
            in.readFully(planes);
            return new FramePixels(width, height, planes);
        }
    }

    private static boolean side(int pixels) {
        return pixels < 2 || pixels > PreviewFrames.LONGER_SIDE || pixels % 2 != 0;
    }

    private static String head(RandomAccessFile in) throws IOException {
        byte[] head = new byte[(int) Math.min(LONGEST_HEADER, in.length())];
        in.readFully(head);
        return new String(head, StandardCharsets.US_ASCII);
    }
}
