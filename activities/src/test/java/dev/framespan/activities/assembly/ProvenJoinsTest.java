package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which joins of a film need not be decoded again. */
class ProvenJoinsTest {
    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
    }

    private static FrameSpan span(String hash, long from, long to) {
        return new FrameSpan(Path.of("assets", hash + ".mp4"), from, to);
    }

    private static List<FrameSpan> film(String... hashes) {
        List<FrameSpan> spans = new ArrayList<>();
        for (String hash : hashes) {
            spans.add(span(hash, 0, 121));
        }
        return spans;
    }

    @Test
    void ofAFilmWithOneShotChangedItsTwoJoinsAloneAreDecoded() throws Exception {
        ProvenJoins proven = new ProvenJoins(store, "sets");
        proven.add(film("a", "b", "c", "d", "e"));

        assertThat(proven.among(film("a", "b", "c", "d", "e"))).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(proven.among(film("a", "b", "x", "d", "e"))).containsExactlyInAnyOrder(1, 4);
    }

    @Test
    void otherFramesOfTheSameClipsMeetAnew() throws Exception {
        ProvenJoins proven = new ProvenJoins(store, "sets");
        proven.add(film("a", "b"));

        assertThat(proven.among(List.of(span("a", 0, 120), span("b", 0, 121)))).isEmpty();
    }

    @Test
    void underOtherParameterSetsNothingIsKnown() throws Exception {
        new ProvenJoins(store, "sets").add(film("a", "b"));

        assertThat(new ProvenJoins(store, "others").among(film("a", "b"))).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadKnowsNothing() throws Exception {
        ProvenJoins proven = new ProvenJoins(store, "sets");
        proven.add(film("a", "b"));
        store.replace(store.list("proven").get(0), new byte[] {'{'});

        assertThat(proven.among(film("a", "b"))).isEmpty();
        proven.add(film("a", "b"));
        assertThat(proven.among(film("a", "b"))).containsExactly(1);
    }
}
