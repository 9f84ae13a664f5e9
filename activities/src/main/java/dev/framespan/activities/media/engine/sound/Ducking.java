package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far music and clips step back while a voice speaks. An envelope of its own and not FFmpeg's sidechaincompress: all voices are known
 * before the mix begins, so that the others make room shortly before the first word and not after it, by exactly the decibels that
 * were asked for, and stay back over a pause for breath.
 */
final class Ducking {
    /** Before the first word, 80 ms. */
    private static final int ATTACK = Mp4Writer.SAMPLE_RATE * 80 / 1000;

    /** After the last one, 400 ms. */
    private static final int RELEASE = Mp4Writer.SAMPLE_RATE * 400 / 1000;

    /** Over pauses no longer than this nothing comes forward, 600 ms; longer than stepping forward and back takes. */
    private static final int HOLD = Mp4Writer.SAMPLE_RATE * 600 / 1000;

    private final List<Voice.Span> spans = new ArrayList<>();
    private final double decibels;
    private int current;

    /** @param decibels 0 or more */
    Ducking(double decibels, List<Voice> voices) {
        this.decibels = decibels;
        voices.stream()
                .flatMap(voice -> voice.speech().stream())
                .sorted(Comparator.comparingLong(Voice.Span::from))
                .forEach(this::add);
    }

    private void add(Voice.Span span) {
        Voice.Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && span.from() - last.to() <= HOLD) {
            spans.set(spans.size() - 1, new Voice.Span(last.from(), Math.max(last.to(), span.to())));
        } else {
            spans.add(span);
        }
    }

    /** Lets a stretch of both step back. Stretches are asked for in their order. */
    void apply(Mixer.Bus one, Mixer.Bus other, long position, int count) {
        while (current < spans.size() && spans.get(current).to() + RELEASE <= position) {
            current++;
        }
        for (int i = current; i < spans.size() && spans.get(i).from() - ATTACK < position + count; i++) {
            Voice.Span span = spans.get(i);
            int from = (int) Math.max(0, span.from() - ATTACK - position);
            int to = (int) Math.min(count, span.to() + RELEASE - position);
            float back = (float) Decibels.factor(-decibels);
            for (int at = from; at < to; at++) {
                double depth = depth(span, position + at);
                float factor = depth >= 1 ? back : (float) Decibels.factor(-decibels * depth);
                one.left()[at] *= factor;
                one.right()[at] *= factor;
                other.left()[at] *= factor;
                other.right()[at] *= factor;
            }
        }
    }

    private static double depth(Voice.Span span, long at) {
        if (at < span.from()) {
            return 1 - (double) (span.from() - at) / ATTACK;
        }
        return at < span.to() ? 1 : 1 - (double) (at - span.to()) / RELEASE;
    }
}
