package dev.framespan.starter.matrix;

import com.sun.net.httpserver.HttpServer;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.refusal.ClipFiles;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.payload.Payloads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A video of the author's own on the web, which is this machine. Framespan fetches nothing from here, so the store beside the storyboards
 * knows already what the URL gave; the provider is given the server's own address, as it is given any other that a file came from.
 */
final class VideoServer implements AutoCloseable {
    /** As a storyboard writes it. */
    static final String URL = "https://video.example.org/street.mp4";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    /** @param folder of the storyboards */
    VideoServer(Path folder) throws IOException {
        Path file = ClipFiles.clip(folder.resolve("street.mp4"), new ClipFiles.Recipe(640, 360, 24, 4, false));
        byte[] video = Files.readAllBytes(file);
        Files.delete(file);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/street.mp4", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, video.length);
            exchange.getResponseBody().write(video);
            exchange.close();
        });
        server.start();
        DirectoryStore store = DirectoryStore.open(folder.resolve(".framespan"));
        Asset asset = store.keep(new ByteArrayInputStream(video), video.length, MediaType.MP4);
        store.create("pictures/sources/" + asset.sha256() + ".json", json(Map.of("url", url().toString())));
        store.replace("pictures/urls/" + Sha256.of(URL) + ".json", json(Map.of("url", URL, "asset", asset)));
    }

    private static byte[] json(Map<String, Object> record) throws IOException {
        return Payloads.json().writeValueAsBytes(record);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/street.mp4");
    }

    /** How often the video was fetched. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
