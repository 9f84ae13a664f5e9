package dev.framespan.activities.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on at most so many bytes; the read that meets one more throws a {@link TooLargeException}. */
public final class CappedInputStream extends FilterInputStream {
    private final long cap;
    private long total;

    public CappedInputStream(InputStream in, long cap) {
        super(in);
        this.cap = cap;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws TooLargeException {
        total += read;
        if (total > cap) {
            throw new TooLargeException(cap);
        }
    }
}
