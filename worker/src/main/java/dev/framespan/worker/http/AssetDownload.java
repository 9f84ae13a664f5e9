package dev.framespan.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.util.function.IntConsumer;

/** Sends a part of a file, a piece at a time: the next is read when the system has taken the last. */
final class AssetDownload {
    private static final int PIECE = 32_768;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final AssetRoutes.Answer.Part part;
    private final IntConsumer taken;
    private final Promise<Void> done = Promise.promise();

    /** @param taken told how many bytes the reader has taken, each time */
    AssetDownload(Vertx vertx, HttpServerResponse response, AssetRoutes.Answer.Part part, IntConsumer taken) {
        this.vertx = vertx;
        this.response = response;
        this.part = part;
        this.taken = taken;
    }

    /** @return succeeds when all is sent; fails when the file breaks off or the reader is gone */
    Future<Void> run() {
        OpenOptions reading = new OpenOptions().setRead(true).setWrite(false).setCreate(false);
        vertx.fileSystem().open(part.file().toString(), reading).onComplete(opened -> {
            if (opened.failed()) {
                done.fail(opened.cause());
                return;
            }
            AsyncFile file = opened.result();
            done.future().onComplete(end -> file.close());
            next(file, 0);
        });
        return done.future();
    }

    private void next(AsyncFile file, long sent) {
        int length = (int) Math.min(PIECE, part.range().length() - sent);
        if (length == 0) {
            done.complete();
            return;
        }
        file.read(Buffer.buffer(length), 0, part.range().from() + sent, length)
                .compose(piece -> piece.length() < length || response.closed()
                        ? Future.<Integer>failedFuture(new EOFException())
                        : response.write(piece).map(piece.length()))
                .onComplete(written -> {
                    if (written.failed()) {
                        done.fail(written.cause());
                    } else {
                        taken.accept(written.result());
                        next(file, sent + written.result());
                    }
                });
    }
}
