package dev.framespan.worker.http;

import dev.framespan.activities.callback.CallbackPaths;
import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is answered to those who ask for the store's pictures: read-only, by hash, and nothing else. There is no list, and 256 bits
 * are not guessed. The provider may also call, where it was told to. Knows nothing of connections.
 */
final class AssetRoutes {
    /** The path below which assets are. */
    static final String ASSETS = "/assets";

    /** Answers with the store's identity, so that two processes of one store know each other. */
    static final String IDENTITY = "/store";

    private static final Pattern NAME =
            Pattern.compile(ASSETS + "/(?<hash>[0-9a-f]{64})\\.(?<extension>[a-z0-9]{3,4})");

    private final Store store;
    private final Callbacks callbacks;
    private final AssetHosts hosts;
    private final VerifiedFiles files;

    AssetRoutes(Store store, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.store = store;
        this.files = new VerifiedFiles(store, Clock.systemUTC());
        this.hosts = new AssetHosts(store);
    }

    /**
     * @param path as it was sent, without what follows a question mark
     * @param hosts the headers of that name
     * @param range the header of that name; null where there is none, or it is bound to a condition
     * @param reached the address of this machine that was connected to
     * @param body of a call; empty for all else
     */
    record Question(
            String method, String path, List<String> hosts, String range, InetSocketAddress reached, byte[] body) {
        /** Whether it may be the provider that calls. */
        boolean isCall() {
            return method.equals("POST") && path.startsWith(CallbackPaths.ALL);
        }

        boolean isHead() {
            return method.equals("HEAD");
        }
    }

    /** An answer, with its length always among its headers. */
    sealed interface Answer {
        int status();

        Map<String, String> headers();

        /** Without a file behind it. */
        record Words(int status, Map<String, String> headers, byte[] body) implements Answer {}

        /** A part of a file, or all of it. */
        record Part(int status, Map<String, String> headers, Path file, AssetRange range) implements Answer {}
    }

    /** @throws IOException when the store cannot be read */
    Answer answer(Question question) throws IOException {
        if (question.hosts().size() != 1) {
            return words(400, Map.of());
        }
        AssetHosts.Kind host = hosts.kind(question.hosts().get(0), question.reached());
        if (host == AssetHosts.Kind.UNKNOWN) {
            return words(421, Map.of());
        }
        if (question.path().startsWith(CallbackPaths.ALL)) {
            return called(question);
        }
        if (!question.isHead() && !question.method().equals("GET")) {
            return words(405, Map.of("Allow", "GET, HEAD"));
        }
        if (question.path().equals(IDENTITY) && host == AssetHosts.Kind.HERE) {
            return text(store.id());
        }
        Optional<Asset> asset = asset(question.path());
        return asset.isEmpty() ? words(404, Map.of()) : part(question, asset.get());
    }

    /** To all that was not given out by this store there is nothing here. */
    private Answer called(Question question) throws IOException {
        if (question.isCall() && callbacks.received(question.path(), question.body())) {
            return words(204, Map.of());
        }
        Optional<String> proof = question.method().equals("GET") ? callbacks.proof(question.path()) : Optional.empty();
        return proof.isEmpty() ? words(404, Map.of()) : text(proof.get());
    }

    private static Answer text(String text) {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        return new Answer.Words(200, sized(Map.of("Content-Type", MediaType.TXT.mime()), body.length), body);
    }

    private static Answer part(Question question, Asset asset) throws IOException {
        long size = Files.size(asset.file());
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Content-Type",
                asset.type().mime(),
                "Cache-Control",
                "public, max-age=31536000, immutable",
                "X-Content-Type-Options",
                "nosniff",
                "Accept-Ranges",
                "bytes"));
        if (question.range() == null || !AssetRange.isUnderstood(question.range())) {
            return new Answer.Part(200, sized(headers, size), asset.file(), AssetRange.whole(size));
        }
        Optional<AssetRange> range = AssetRange.of(question.range(), size);
        if (range.isEmpty()) {
            return words(416, Map.of("Content-Range", "bytes */" + size));
        }
        headers.put("Content-Range", range.get().words(size));
        return new Answer.Part(206, sized(headers, range.get().length()), asset.file(), range.get());
    }

    private static Answer words(int status, Map<String, String> headers) {
        return new Answer.Words(status, sized(headers, 0), new byte[0]);
    }

    private static Map<String, String> sized(Map<String, String> headers, long length) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Length", Long.toString(length));
        return all;
    }

    /** Only pictures and clips are for the provider; plans and receipts are not. */
    private Optional<Asset> asset(String path) {
        Matcher name = NAME.matcher(path);
        if (!name.matches()) {
            return Optional.empty();
        }
        return MediaType.ofExtension(name.group("extension"))
                .filter(type -> type.extension().equals(name.group("extension")))
                .filter(type -> type.isPicture() || type.isVideo())
                .flatMap(type -> files.find(name.group("hash"), type).map(file -> new Asset(file, type)));
    }

    private record Asset(Path file, MediaType type) {}
}
