package dev.framespan.simulator.input;

import dev.framespan.simulator.catalogue.RequestLimits;
import dev.framespan.simulator.catalogue.StillModel;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.OrderInput;
import dev.framespan.simulator.picture.PictureReader;
import dev.framespan.simulator.picture.VideoReader;
import dev.framespan.simulator.task.AtomicFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches the pictures and videos that an order names, and keeps them by their content. */
final class Fetcher {
    /** Two seconds and thirty, and a frame that an encoder leaves out or adds. */
    private static final long SHORTEST_VIDEO_MILLIS = 1_950;

    private static final long LONGEST_VIDEO_MILLIS = 30_050;

    private final AtomicFolder disk;
    private final RequestLimits limits;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Fetcher(AtomicFolder disk, RequestLimits limits) {
        this.limits = limits;
        this.disk = disk;
    }

    /** An input that cannot be had or is not what it has to be; the message is for the one who sent it. */
    static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    /**
     * An input that is here.
     *
     * @param name of its file: the SHA-256 of its content
     * @param millis length of a video; 0 for a picture
     */
    record Fetched(String name, long millis) {}

    /**
     * Fetches one input, whole, and looks whether it is what its role asks for.
     *
     */
    Fetched fetch(OrderInput input, Order order) throws Unusable, InterruptedException {
        boolean video = input.role() == OrderInput.Role.VIDEO;
        long most = limits.clipPictureBytes();
        if (video) {
            most = limits.referenceVideoBytes();
        } else if (order.model() instanceof StillModel) {
            most = limits.stillPictureBytes();
        }
        String what = video ? "the video " : "the picture ";
        Path fresh = disk.temporary();
        try {
            String name = download(input.url(), fresh, most, what);
            long millis = check(fresh, video, what + input.url());
            disk.adopt(fresh, name);
            return new Fetched(name, millis);
        } catch (IOException broken) {
            throw new Unusable(what + input.url() + " cannot be fetched: " + reason(broken));
        } finally {
            delete(fresh);
        }
    }

    private String download(String url, Path fresh, long most, String what)
            throws IOException, InterruptedException, Unusable {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        MessageDigest digest = sha256();
        try (InputStream body = response.body();
                OutputStream file = new DigestOutputStream(Files.newOutputStream(fresh), digest)) {
            if (response.statusCode() != 200) {
                throw new Unusable(what + url + " cannot be fetched: it answers " + response.statusCode());
            }
            byte[] part = new byte[65_536];
            long size = 0;
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                size += read;
                if (size > most) {
                    throw new Unusable(what + url + " is larger than " + most / 1_000_000 + " MB");
                }
                file.write(part, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @return length of a video in milliseconds; 0 for a picture */
    private static long check(Path file, boolean video, String what) throws Unusable, IOException {
        byte[] head;
        try (InputStream content = Files.newInputStream(file)) {
            head = content.readNBytes(16);
        }
        if (video ? !PictureReader.isMovie(head) : PictureReader.formatOf(head).isEmpty()) {
            throw new Unusable(what + " is no " + (video ? "MP4 or MOV" : "JPG, PNG or WEBP"));
        }
        try {
            if (!video) {
                PictureReader.read(file);
                return 0;
            }
            long millis = VideoReader.millis(file);
            if (millis < SHORTEST_VIDEO_MILLIS || millis > LONGEST_VIDEO_MILLIS) {
                throw new Unusable(what + " lasts " + millis / 1000.0 + " s; 2 to 30 are possible");
            }
            return millis;
        } catch (IOException broken) {
            throw new Unusable(what + " is broken: " + reason(broken));
        }
    }

    private static String reason(IOException broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // the next start removes it
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
