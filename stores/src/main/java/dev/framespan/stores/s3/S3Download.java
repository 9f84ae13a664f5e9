package dev.framespan.stores.s3;

import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object to its end, hashing it; where the connection breaks off, it goes on from there. */
final class S3Download {
    private static final int BUFFER = 64 << 10;
    // Answers in a row that brought nothing.
    private static final int FRUITLESS = 4;

    private final S3Connection connection;
    private final String key;
    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long read;
    private String etag;

    private S3Download(S3Connection connection, String key, OutputStream out) {
        this.connection = connection;
        this.key = key;
        this.out = out;
    }

    /** @param etag of the object when the reading began */
    record Read(String sha256, long bytes, String etag) {}

    /**
     * @param out is not closed
     * @throws NoSuchFileException when there is no such object
     */
    static Read of(S3Connection connection, String key, OutputStream out) throws IOException {
        return new S3Download(connection, key, out).toTheEnd();
    }

    private Read toTheEnd() throws IOException {
        for (int fruitless = 0; ; ) {
            long before = read;
            try (ResponseInputStream<GetObjectResponse> body = get()) {
                IOException broken = copy(body);
                if (broken == null) {
                    return new Read(Sha256.hex(digest.digest()), read, etag);
                }
                body.abort();
                fruitless = read > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS) {
                    throw S3Reason.brokenOff(broken, connection.place());
                }
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> get() throws IOException {
        long from = read;
        ResponseInputStream<GetObjectResponse> body;
        try {
            body = connection.attempt(s3 -> s3.getObject(get ->
                    get.bucket(connection.place().bucket()).key(key).range(from == 0 ? null : "bytes=" + from + "-")));
        } catch (SdkException e) {
            if (S3Reason.isMissing(e)) {
                throw new NoSuchFileException(key);
            }
            throw S3Reason.exception(e, connection.place());
        }
        if (from > 0 && body.response().contentRange() == null) {
            body.abort();
            throw new IOException(
                    connection.place() + ": the connection broke off, and the server reads from the beginning alone");
        }
        if (from == 0) {
            etag = body.response().eTag();
        }
        return body;
    }

    /** @return what has broken it off; null at the end */
    private IOException copy(ResponseInputStream<GetObjectResponse> body) throws IOException {
        long end = read + body.response().contentLength();
        byte[] bytes = new byte[BUFFER];
        while (true) {
            int length;
            try {
                length = body.read(bytes);
            } catch (AbortedException e) {
                InterruptedIOException interrupted =
                        new InterruptedIOException("interrupted while " + key + " was read");
                interrupted.initCause(e);
                throw interrupted;
            } catch (IOException e) {
                return e;
            }
            if (length < 0) {
                return read < end ? new IOException("it ends early") : null;
            }
            digest.update(bytes, 0, length);
            out.write(bytes, 0, length);
            read += length;
        }
    }
}
