package dev.framespan.activities.assembly;

import dev.framespan.workflows.asset.FrameRate;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A {@link JoinReport} to be looked at: one HTML page with everything in it, which loads nothing and runs nothing. */
final class JoinsPage {
    private static final String TEMPLATE = "joins.html";
    private static final double QUIETEST = 60;
    private static final double WAVE_HEIGHT = 40;

    private JoinsPage() {}

    /**
     * What is seen and heard at a join.
     *
     * @param strip the frames around it, JPEG
     * @param waveform the loudest sample of each part of the sound over it, 0 to 1; empty where nothing is heard
     */
    record Picture(byte[] strip, List<Double> waveform) {}

    /** @param pictures one for each join */
    static String of(JoinReport report, List<Picture> pictures) throws IOException {
        return template().data("film", film(report, pictures)).render();
    }

    private static Template template() throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        try (InputStream in = Objects.requireNonNull(JoinsPage.class.getResourceAsStream(TEMPLATE))) {
            return engine.parse(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8), Variant.forContentType(Variant.TEXT_HTML));
        }
    }

    /** What the template shows, in words. */
    public record FilmView(
            String title,
            String length,
            String format,
            String shots,
            String bits,
            String copiedPercent,
            SoundView sound,
            List<ConformedView> conformed,
            List<JoinView> joins) {}

    /** @param points of the curve; target of the dashed line, null for none */
    public record SoundView(String words, int width, String points, String target) {}

    public record ConformedView(String id, String why) {}

    /** @param encoded null where nothing was; wave null where nothing is heard */
    public record JoinView(
            int number,
            String before,
            String after,
            String time,
            String transition,
            boolean dropped,
            String encoded,
            boolean click,
            String strip,
            String wave,
            String decision,
            String similarity,
            String why) {}

    private static FilmView film(JoinReport report, List<Picture> pictures) {
        FrameRate rate = FrameRate.parse(report.rate());
        double percent = 100.0 * report.copied() / Math.max(1, report.copied() + report.encoded());
        List<JoinView> joins = new ArrayList<>();
        for (JoinReport.Join join : report.joins()) {
            joins.add(view(joins.size() + 1, join, rate, pictures.get(joins.size())));
        }
        return new FilmView(
                report.title() == null ? "A film" : report.title(),
                time(rate.duration(report.frames())) + ", " + report.frames() + " frames",
                report.width() + "×" + report.height() + " at " + report.rate().replace("/1", "") + " frames a second",
                count(report.shots().size(), "shot"),
                String.format(
                        Locale.ROOT,
                        "%d of %d frames are copied bit by bit, %d were encoded for the film",
                        report.copied(),
                        report.copied() + report.encoded(),
                        report.encoded()),
                String.format(Locale.ROOT, "%.1f", percent),
                report.sound() == null ? null : view(report.sound()),
                report.shots().stream()
                        .filter(shot -> shot.conformed() != null)
                        .map(shot -> new ConformedView(shot.id(), shot.conformed()))
                        .toList(),
                joins);
    }

    private static JoinView view(int number, JoinReport.Join join, FrameRate rate, Picture picture) {
        return new JoinView(
                number,
                join.before(),
                join.after(),
                time(rate.duration(join.frame())) + ", frame " + join.frame(),
                words(join, rate),
                join.dropped() > 0,
                join.encoded() == 0 ? null : count(join.encoded(), "frame") + " encoded",
                join.click(),
                Base64.getEncoder().encodeToString(picture.strip()),
                picture.waveform().isEmpty() ? null : wave(picture.waveform()),
                join.decision(),
                join.ssim() == null
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "the two frames that meet: similarity %.3f, %.1f dB",
                                join.ssim(),
                                join.psnr()),
                join.why());
    }

    private static String words(JoinReport.Join join, FrameRate rate) {
        String kind = join.transition().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String style = join.transition().style();
        long frames = join.transition().frames(rate);
        return kind
                + (style == null ? "" : " " + style.replace('_', ' '))
                + (frames == 0 ? "" : ", " + count(frames, "frame"));
    }

    private static SoundView view(JoinReport.Sound sound) {
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < sound.momentary().size(); second++) {
            points.append(second)
                    .append(',')
                    .append(height(sound.momentary().get(second)))
                    .append(' ');
        }
        String words = String.format(
                Locale.ROOT,
                "%.1f LUFS%s, true peak %.1f dB; %+.1f dB were given to the whole",
                sound.loudness(),
                sound.target() == null ? ", as it came" : String.format(Locale.ROOT, " for %.1f", sound.target()),
                sound.truePeak(),
                sound.gain());
        return new SoundView(
                words,
                Math.max(1, sound.momentary().size() - 1),
                points.toString().strip(),
                sound.target() == null ? null : height(sound.target()));
    }

    /** Of a loudness under the upper edge. */
    private static String height(double loudness) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0, Math.min(QUIETEST, -loudness)));
    }

    /** An outline that mirrors the loudest samples above and below the middle. */
    private static String wave(List<Double> peaks) {
        StringBuilder above = new StringBuilder("M0," + WAVE_HEIGHT / 2);
        StringBuilder below = new StringBuilder();
        for (int i = 0; i < peaks.size(); i++) {
            double size = Math.max(0.2, peaks.get(i) * WAVE_HEIGHT / 2);
            double x = (i + 0.5) * 120 / peaks.size();
            above.append(String.format(Locale.ROOT, " L%.1f,%.1f", x, WAVE_HEIGHT / 2 - size));
            below.insert(0, String.format(Locale.ROOT, " L%.1f,%.1f", x, WAVE_HEIGHT / 2 + size));
        }
        return above + " L120," + WAVE_HEIGHT / 2 + below + " Z";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String time(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.2f s", seconds)
                : String.format(Locale.ROOT, "%d:%05.2f", (long) (seconds / 60), seconds % 60);
    }
}
