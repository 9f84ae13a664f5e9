package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.jars.JarWorkflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunInputTest {
    @TempDir
    Path folder;

    private RunInput read(String json) throws IOException {
        return RunInput.read(Files.writeString(folder.resolve("song.json"), json));
    }

    private record Song(String title, List<Integer> beats) {
        private Song {
            if (beats.isEmpty()) {
                throw new IllegalArgumentException("a song has beats");
            }
        }
    }

    private static JarWorkflow takes(Class<?> input) {
        return new JarWorkflow("MusicVideo", Object.class, Optional.ofNullable(input));
    }

    @Test
    void theSameInputIsTheSameWhateverTheOrderOfItsFieldsAndAnotherIsNot() throws IOException {
        byte[] one = read("{\"title\": \"Gulls\", \"beats\": [1, 2]}").plan("MusicVideo");

        assertThat(read("{ \"beats\": [1,2],\n\"title\": \"Gulls\"}").plan("MusicVideo"))
                .isEqualTo(one);
        assertThat(read("{\"title\": \"Gulls\", \"beats\": [2, 1]}").plan("MusicVideo"))
                .isNotEqualTo(one);
        assertThat(read("{\"title\": \"Gulls\", \"beats\": [1, 2]}").plan("Teaser"))
                .isNotEqualTo(one);
    }

    @Test
    void whatIsMadeIsNamedByItsFileAndTitledByItself() throws IOException {
        RunInput input = read("{\"title\": \"Gulls\", \"beats\": [1]}");

        assertThat(input.film("MusicVideo")).isEqualTo("song");
        assertThat(input.title("MusicVideo")).isEqualTo("Gulls");
        assertThat(RunInput.read(null).film("MusicVideo")).isEqualTo("MusicVideo");
        assertThat(read("3").title("MusicVideo")).isEqualTo("MusicVideo");
        RunInput odd = RunInput.read(Files.writeString(folder.resolve("my song.json"), "1"));
        assertThatThrownBy(() -> odd.film("MusicVideo"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--id");
    }

    @Test
    void whatTheWorkflowDoesNotTakeIsRefusedWithItsPlace() throws IOException {
        read("{\"title\": \"Gulls\", \"beats\": [1]}").requireFits(takes(Song.class));

        RunInput misplaced = read("{\"title\": \"Gulls\", \"beats\": [1, \"two\"]}");
        assertThatThrownBy(() -> misplaced.requireFits(takes(Song.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("song.json: MusicVideo takes a Song, and this is none, at beats[1]: ");
        RunInput misspelt = read("{\"titel\": \"Gulls\", \"beats\": [1]}");
        assertThatThrownBy(() -> misspelt.requireFits(takes(Song.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a Song has no field titel, at titel; it has beats, title");
        RunInput refused = read("{\"title\": \"Gulls\", \"beats\": []}");
        assertThatThrownBy(() -> refused.requireFits(takes(Song.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a song has beats");
        assertThatThrownBy(() -> refused.requireFits(takes(null)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("takes nothing; leave it out");
        assertThatThrownBy(() -> RunInput.read(null).requireFits(takes(Song.class)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("takes a Song: write one as JSON");
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("{\"title\": \"Gulls\",\n \"beats\" [1]}"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("song.json:2:");
        assertThatThrownBy(() -> read("{} {}")).isInstanceOf(UserError.class).hasMessageContaining("is no JSON");
        assertThatThrownBy(() -> read(" ")).isInstanceOf(UserError.class).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> RunInput.read(folder.resolve("gone.json")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it cannot be read (no such file)");
    }
}
