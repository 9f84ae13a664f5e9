package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.protocol.EngineJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of a mix as files of their own; together they are the mix before it is brought to its loudness. */
final class Stems implements AutoCloseable {
    private final List<WavWriter> files = new ArrayList<>();

    /** @param folder null for none */
    static Stems in(Path folder) throws IOException {
        Stems stems = new Stems();
        boolean open = false;
        try {
            for (String name : folder == null ? List.<String>of() : EngineJob.Mix.STEMS) {
                stems.files.add(new WavWriter(folder.resolve(name)));
            }
            open = true;
            return stems;
        } finally {
            if (!open) {
                stems.close();
            }
        }
    }

    void write(Mixer mixer, int count) throws IOException {
        if (!files.isEmpty()) {
            List<Mixer.Bus> buses = List.of(mixer.dialogue, mixer.music, mixer.effects);
            for (int i = 0; i < files.size(); i++) {
                files.get(i).write(buses.get(i).left(), buses.get(i).right(), count);
            }
        }
    }

    void finish() throws IOException {
        for (WavWriter file : files) {
            file.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (WavWriter file : files) {
            file.close();
        }
    }
}
