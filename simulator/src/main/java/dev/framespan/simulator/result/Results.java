package dev.framespan.simulator.result;

import dev.framespan.simulator.catalogue.StillModel;
import dev.framespan.simulator.clip.ClipRenderer;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.OrderInput;
import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.PictureReader;
import dev.framespan.simulator.picture.Size;
import dev.framespan.simulator.still.Painter;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The files that tasks end in. Each is made when it is first asked for, once, and kept by what it was made from; no more
 * are made at a time than there are cores.
 */
public final class Results {
    /** Part of every file's name; a change of the painter or the camera changes it. */
    private static final String EDITION = "2";

    private static final int LOCKS = 64;

    private final AtomicFolder inputs;
    private final AtomicFolder files;
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Object[] locks = new Object[LOCKS];

    public Results(AtomicFolder inputs, AtomicFolder files) {
        this.inputs = inputs;
        this.files = files;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** The ending of the files that an order makes, with its dot. */
    public static String extension(Order order) {
        return order.model() instanceof StillModel still ? "." + still.extension() : ".mp4";
    }

    /** The file, made now if it was not made before. */
    public Path file(Job job, int index) throws IOException {
        String key = key(job, index);
        String name = key + extension(job.order());
        Path file = files.path(name);
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            if (!Files.exists(file)) {
                make(job, index, name, seed(key));
            }
        }
        return file;
    }

    private void make(Job job, int index, String name, long seed) throws IOException {
        Path fresh = files.temporary();
        cores.acquireUninterruptibly();
        try {
            if (job.order().product() instanceof Order.Clip clip) {
                film(job, clip, seed, fresh);
            } else {
                paint(job, name, seed, fresh);
            }
            files.adopt(fresh, name);
        } finally {
            cores.release();
            Files.deleteIfExists(fresh);
        }
    }

    private void paint(Job job, String name, long seed, Path target) throws IOException {
        Order order = job.order();
        Size size = Size.ofStill(order.resolution(), Size.ratio(order.aspectRatio()));
        Painter painter = new Painter(size, order.prompt(), seed);
        for (Path reference : inputFiles(job, false)) {
            painter.refer(PictureReader.read(reference));
        }
        painter.write(target, name.substring(name.lastIndexOf('.') + 1));
    }

    private void film(Job job, Order.Clip clip, long seed, Path target) throws IOException {
        Order order = job.order();
        ClipRenderer renderer = new ClipRenderer(order.resolution(), seed);
        List<Path> pictures = inputFiles(job, false);
        if (clip.video() != null) {
            Path video = inputFiles(job, true).get(0);
            ClipRenderer.Sound sound =
                    new ClipRenderer.Sound(clip.audio(), clip.video().keepSound() ? video : null);
            switch (clip.video().use()) {
                case BASE -> renderer.overVideo(target, video, sound);
                case FEATURE -> renderer.fromMotion(
                        target,
                        video,
                        pictures,
                        size -> new Painter(size, order.prompt(), seed).paint(),
                        clip.seconds(),
                        sound);
            }
            return;
        }
        ClipRenderer.Sound sound = new ClipRenderer.Sound(clip.audio(), null);
        if (pictures.isEmpty()) {
            Size size = Size.ofClip(order.resolution(), Size.ratio(order.aspectRatio()));
            Picture painted = new Painter(size, order.prompt(), seed).paint();
            renderer.fromWords(target, painted, clip.seconds(), sound);
        } else {
            renderer.fromPictures(target, pictures, clip.seconds(), sound);
        }
    }

    private List<Path> inputFiles(Job job, boolean videos) {
        List<Path> paths = new ArrayList<>();
        List<OrderInput> named = job.order().inputs();
        for (int i = 0; i < named.size(); i++) {
            if ((named.get(i).role() == OrderInput.Role.VIDEO) == videos) {
                paths.add(inputs.path(job.task().inputs().get(i)));
            }
        }
        return paths;
    }

    private static String key(Job job, int index) {
        Order order = job.order();
        List<Object> parts = new ArrayList<>(List.of(
                EDITION,
                order.model().id(),
                order.action(),
                order.prompt(),
                order.resolution(),
                order.aspectRatio(),
                order.product()));
        parts.add(index);
        parts.addAll(job.task().inputs());
        try {
            byte[] text = AtomicFolder.JSON.writeValueAsBytes(
                    parts.stream().map(String::valueOf).toList());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long seed(String key) {
        return Long.parseUnsignedLong(key.substring(0, 16), 16);
    }
}
