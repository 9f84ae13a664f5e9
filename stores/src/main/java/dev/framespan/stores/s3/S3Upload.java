package dev.framespan.stores.s3;

import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Sends files to a bucket. None is seen before it is whole. A large one goes in parts, of which one that fails is sent again and the others are
 * not; what a killed process has sent the bucket's lifecycle takes away.
 */
final class S3Upload {
    /** Bytes of a part, and of the largest file that goes in one piece. */
    static final long PART = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

    private final S3Connection connection;
    private final String bucket;

    S3Upload(S3Connection connection) {
        this.connection = connection;
        this.bucket = connection.place().bucket();
    }

    /** Sends a file, in place of what has the key. */
    void send(Path file, long bytes, String key, MediaType type) throws IOException {
        if (bytes <= PART) {
            send(new FilePart(file, 0, bytes), key, type);
        } else {
            sendInParts(FilePart.of(file, bytes, PART), key, type);
        }
    }

    private void send(FilePart all, String key, MediaType type) throws IOException {
        String md5 = all.md5();
        Map<String, String> mark = KeptAt.mark(newMark());
        connection.call(s3 -> s3.putObject(
                put -> put.bucket(bucket)
                        .key(key)
                        .contentType(mime(type))
                        .contentMD5(md5)
                        .metadata(mark)
                        .overrideConfiguration(S3Connection::much),
                all.body(mime(type))));
    }

    private void sendInParts(List<FilePart> all, String key, MediaType type) throws IOException {
        int mark = newMark();
        String upload = connection
                .call(s3 -> s3.createMultipartUpload(create ->
                        create.bucket(bucket).key(key).contentType(mime(type)).metadata(KeptAt.mark(mark))))
                .uploadId();
        try {
            List<CompletedPart> sent = new ArrayList<>();
            for (FilePart part : all) {
                sent.add(send(part, sent.size() + 1, upload, key));
            }
            complete(sent, upload, key, mark);
        } catch (IOException | RuntimeException | Error e) {
            abort(upload, key);
            throw e;
        }
    }

    private CompletedPart send(FilePart part, int number, String upload, String key) throws IOException {
        String md5 = part.md5();
        UploadPartResponse sent = connection.call(s3 -> s3.uploadPart(
                put -> put.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentMD5(md5)
                        .overrideConfiguration(S3Connection::much),
                part.body("application/octet-stream")));
        return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
    }

    private void complete(List<CompletedPart> parts, String upload, String key, int mark) throws IOException {
        try {
            connection.attempt(s3 -> s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(whole -> whole.parts(parts))
                    .overrideConfiguration(S3Connection::much)));
        } catch (SdkException e) {
            // The answer may be lost, and a second question finds no such upload any more.
            if (!isThere(key, mark)) {
                throw S3Reason.exception(e, connection.place());
            }
        }
    }

    private boolean isThere(String key, int mark) {
        try {
            return KeptAt.isOf(
                    connection.attempt(
                            s3 -> s3.headObject(head -> head.bucket(bucket).key(key))),
                    mark);
        } catch (SdkException e) {
            return false;
        }
    }

    private void abort(String upload, String key) {
        try {
            connection.attempt(s3 -> s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(key).uploadId(upload)));
        } catch (SdkException e) {
            LOG.debug("the parts of {} are left to the bucket's lifecycle", key);
        }
    }

    /** Spelt as servers on Jetty do before they look at the signature. */
    private static String mime(MediaType type) {
        return type.mime().replace("utf-8", "UTF-8");
    }

    private static int newMark() {
        return ThreadLocalRandom.current().nextInt(1, 1_000_000_000);
    }
}
