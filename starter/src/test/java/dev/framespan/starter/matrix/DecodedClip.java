package dev.framespan.starter.matrix;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/**
 * A clip, decoded by JavaCV's own grabber, which shares no code with the product.
 *
 * @param frames brightness of every pixel as video has it, from 16 to 235, row by row
 */
record DecodedClip(int width, int height, boolean sounds, List<byte[]> frames) {
    static DecodedClip of(Path file) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setFormat("mov");
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.start();
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                byte[] pixels = new byte[frame.imageWidth * frame.imageHeight];
                ByteBuffer source = (ByteBuffer) frame.image[0];
                for (int y = 0; y < frame.imageHeight; y++) {
                    source.position(y * frame.imageStride);
                    source.get(pixels, y * frame.imageWidth, frame.imageWidth);
                }
                frames.add(pixels);
            }
            return new DecodedClip(grabber.getImageWidth(), grabber.getImageHeight(), grabber.hasAudio(), frames);
        }
    }

    /** The brightness of a picture as video has it, by BT.709. */
    static byte[] brightness(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        byte[] pixels = new byte[picture.getWidth() * picture.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            int colour = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            double light = 0.2126 * (colour >> 16 & 0xFF) + 0.7152 * (colour >> 8 & 0xFF) + 0.0722 * (colour & 0xFF);
            pixels[i] = (byte) Math.round(16 + 219 * light / 255);
        }
        return pixels;
    }

    byte[] first() {
        return frames.get(0);
    }

    byte[] last() {
        return frames.get(frames.size() - 1);
    }

    /** How alike two pictures of one size are, in dB: above 40 no eye tells them apart, below 30 any eye does. */
    static double likeness(byte[] one, byte[] other) {
        if (one.length != other.length) {
            throw new AssertionError("pictures of " + one.length + " and " + other.length + " pixels");
        }
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] & 0xFF) - (other[i] & 0xFF);
            squares += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / Math.max(1e-9, squares / one.length));
    }

    /** How the brightness of two pictures of one size goes together, from −1 to 1, whatever their shades. */
    static double correlation(byte[] one, byte[] other) {
        double sumOne = 0;
        double sumOther = 0;
        for (int i = 0; i < one.length; i++) {
            sumOne += one[i] & 0xFF;
            sumOther += other[i] & 0xFF;
        }
        double product = 0;
        double squareOne = 0;
        double squareOther = 0;
        for (int i = 0; i < one.length; i++) {
            double a = (one[i] & 0xFF) - sumOne / one.length;
            double b = (other[i] & 0xFF) - sumOther / one.length;
            product += a * b;
            squareOne += a * a;
            squareOther += b * b;
        }
        return Optional.of(product / Math.sqrt(squareOne * squareOther))
                .filter(Double::isFinite)
                .orElse(0.0);
    }
}
