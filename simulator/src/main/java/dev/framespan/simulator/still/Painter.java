package dev.framespan.simulator.still;

import dev.framespan.simulator.picture.Picture;
import dev.framespan.simulator.picture.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Paints the landscape that a prompt describes: always the same for the same size, prompt, seed and references. */
public final class Painter {
    private static final float JPG_QUALITY = 0.93f;

    private final Size size;
    private final String prompt;
    private final long seed;
    private final List<Picture> references = new ArrayList<>();

    static {
        ImageIO.setUseCache(false);
    }

    public Painter(Size size, String prompt, long seed) {
        this.size = size;
        this.prompt = prompt;
        this.seed = seed;
    }

    /** Gives a picture whose colours are to be taken up. */
    public void refer(Picture reference) {
        references.add(reference);
    }

    public Picture paint() {
        BufferedImage image = image();
        return new Picture(
                size.width(), size.height(), ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    /** @param format {@code jpg} or {@code png} */
    public void write(Path target, String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(target.toFile())) {
            writer.setOutput(output);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(format.equals("jpg") ? JPG_QUALITY : 0.6f);
            writer.write(null, new IIOImage(image(), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    private BufferedImage image() {
        Random random = new Random(seed);
        Scenery scenery = Scenery.of(prompt, random);
        Palette palette = Palette.of(scenery, random);
        for (Picture reference : references) {
            palette = palette.towards(reference);
        }
        Scene scene = new Scene(size.width(), size.height(), scenery, palette, random.nextLong());
        compose(scene);
        Caption.write(scene, prompt);
        scene.graphics.dispose();
        BufferedImage bytes = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        bytes.createGraphics().drawImage(scene.image, 0, 0, null);
        return bytes;
    }

    private static void compose(Scene scene) {
        Ground ground = new Ground(scene);
        Figures life = new Figures(scene);
        WeatherEffects air = new WeatherEffects(scene);
        boolean storm = scene.scenery.weather() == Scenery.Weather.STORM;
        new Sky(scene).paint();
        if (storm) {
            air.lightning();
        }
        if (scene.scenery.birds()) {
            life.birds();
        }
        switch (scene.scenery.land()) {
            case SEA -> sea(scene, ground, life);
            case CITY -> city(scene, ground, life);
            case DESERT -> desert(scene, ground, life);
            case FOREST -> forest(scene, ground, life);
            case MOUNTAINS -> mountains(scene, ground, life);
            case MEADOW -> meadow(scene, ground, life);
        }
        switch (scene.scenery.weather()) {
            case STORM -> air.rain();
            case SNOW -> air.snow();
            case FOG -> air.fog();
            case CLEAR, CLOUDS -> {}
        }
        air.vignette();
    }

    private static void sea(Scene scene, Ground ground, Figures life) {
        ground.mountains(2, 0.09, false);
        new Sea(scene).paint();
        int side = scene.heavySide();
        if (scene.scenery.boat()) {
            double depth = scene.height - scene.horizon;
            life.boat(scene.width * (0.5 - side * 0.12), scene.horizon + depth * 0.34, scene.unit * 0.2);
            life.boat(scene.width * (0.5 - side * 0.34), scene.horizon + depth * 0.1, scene.unit * 0.07);
        }
        Ground.Line line = ground.headland(side, scene.between(0.42, 0.56), scene.between(0.2, 0.28));
        double x = side > 0 ? scene.width * 0.83 : scene.width * 0.17;
        Buildings buildings = new Buildings(scene);
        if (scene.scenery.house()) {
            double at = x + side * scene.unit * 0.16;
            buildings.house(at, line.at(at) + scene.unit * 0.01, scene.unit * 0.1);
        }
        if (scene.scenery.lighthouse()) {
            buildings.lighthouse(x, line.at(x) + scene.unit * 0.015, scene.unit * scene.between(0.4, 0.48));
        } else {
            double from = side > 0 ? 0.74 : 0.02;
            new Trees(scene).row(line, 9, 0.13, from, from + 0.24);
        }
        if (scene.scenery.figure()) {
            double at = x - side * scene.unit * 0.2;
            life.figure(at, line.at(at) + scene.unit * 0.008, scene.unit * 0.075);
        }
    }

    private static void city(Scene scene, Ground ground, Figures life) {
        ground.mountains(1, 0.1, false);
        new Buildings(scene).skyline(3);
        if (scene.scenery.figure()) {
            life.figure(
                    scene.width * 0.5 - scene.heavySide() * scene.unit * 0.25, scene.height * 0.93, scene.unit * 0.16);
        }
    }

    private static void desert(Scene scene, Ground ground, Figures life) {
        ground.mountains(2, 0.12, false);
        ground.dunes();
        if (scene.scenery.figure()) {
            life.figure(scene.width * 0.42, scene.height * 0.86, scene.unit * 0.1);
        }
    }

    private static void forest(Scene scene, Ground ground, Figures life) {
        ground.mountains(3, 0.24, scene.scenery.weather() == Scenery.Weather.SNOW);
        if (scene.scenery.weather() == Scenery.Weather.SNOW) {
            new WeatherEffects(scene).frost();
        }
        new Trees(scene).forest(5);
        if (scene.scenery.house()) {
            new Buildings(scene)
                    .house(scene.width * (0.5 - scene.heavySide() * 0.2), scene.height * 0.93, scene.unit * 0.15);
        }
        if (scene.scenery.figure()) {
            life.figure(scene.width * 0.5, scene.height * 0.95, scene.unit * 0.1);
        }
    }

    private static void mountains(Scene scene, Ground ground, Figures life) {
        ground.mountains(4, 0.42, true);
        Ground.Line line = ground.hills(3, 1.1);
        if (scene.scenery.weather() == Scenery.Weather.SNOW) {
            new WeatherEffects(scene).frost();
        }
        new Trees(scene).row(line, 34, 0.14, -0.02, 1.02);
        if (scene.scenery.house()) {
            double x = scene.width * 0.6;
            new Buildings(scene).house(x, line.at(x), scene.unit * 0.12);
        }
        if (scene.scenery.figure()) {
            life.figure(scene.width * 0.4, line.at(scene.width * 0.4), scene.unit * 0.08);
        }
    }

    private static void meadow(Scene scene, Ground ground, Figures life) {
        ground.mountains(2, 0.14, false);
        Ground.Line line = ground.hills(4, 1);
        if (scene.scenery.weather() == Scenery.Weather.SNOW) {
            new WeatherEffects(scene).frost();
        }
        int side = scene.heavySide();
        if (scene.scenery.house()) {
            double x = scene.width * (0.5 - side * 0.15);
            new Buildings(scene).house(x, line.at(x) + scene.unit * 0.02, scene.unit * 0.13);
        }
        double x = scene.width * (0.5 + side * 0.28);
        new Trees(scene).broad(x, line.at(x) + scene.unit * 0.02, scene.unit * scene.between(0.34, 0.46));
        if (scene.scenery.figure()) {
            double at = x - side * scene.unit * 0.3;
            life.figure(at, line.at(at) + scene.unit * 0.012, scene.unit * 0.1);
        }
    }
}
