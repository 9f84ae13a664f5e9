package dev.framespan.stores.s3;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/** A piece of a file, which is read from the disk each time it is sent; by {@code java.io}, which no interrupt breaks off. */
record FilePart(Path file, long offset, long length) {
    /** All of a file, in pieces of a size and what is left. */
    static List<FilePart> of(Path file, long bytes, long size) {
        List<FilePart> parts = new ArrayList<>();
        for (long offset = 0; offset < bytes; offset += size) {
            parts.add(new FilePart(file, offset, Math.min(size, bytes - offset)));
        }
        return parts;
    }

    RequestBody body(String mime) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return open();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                length,
                mime);
    }

    /** As {@code Content-MD5} says it, by which the server knows what was damaged on its way. */
    String md5() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (InputStream in = open()) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private InputStream open() throws IOException {
        FileInputStream in = new FileInputStream(file.toFile());
        try {
            in.skipNBytes(offset);
            return new Piece(in, length);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static final class Piece extends FilterInputStream {
        private long left;

        private Piece(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int read = left == 0 ? -1 : super.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left == 0 ? -1 : super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
