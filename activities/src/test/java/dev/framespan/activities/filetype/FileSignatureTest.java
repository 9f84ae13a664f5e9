package dev.framespan.activities.filetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSignatureTest {
    @TempDir
    Path folder;

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("\u00ff\u00d8\u00ff\u00e0....JFIF", MediaType.JPG),
                Arguments.of("\u0089PNG\r\n\u001a\n....", MediaType.PNG),
                Arguments.of("RIFF....WEBPVP8 ", MediaType.WEBP),
                Arguments.of("....ftypisom", MediaType.MP4),
                Arguments.of("....ftypmp42", MediaType.MP4),
                Arguments.of("....ftypqt  ", MediaType.MOV),
                Arguments.of("....ftypM4A ", MediaType.M4A),
                Arguments.of("RIFF....WAVE", MediaType.WAV),
                Arguments.of("RF64....WAVE", MediaType.WAV),
                Arguments.of("fLaC........", MediaType.FLAC),
                Arguments.of("OggS........", MediaType.OGG),
                Arguments.of("ID3.........", MediaType.MP3),
                Arguments.of("\u00ff\u00fb\u0090\u0064....", MediaType.MP3),
                Arguments.of("\u00ff\u00f3\u0040\u00c4....", MediaType.MP3));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void aTypeIsToldByTheFirstBytesOfAFileAndOfADownload(String head, MediaType type) throws IOException {
        byte[] bytes = bytes(head);

        assertThat(FileSignature.of(bytes)).contains(type);
        assertThat(FileSignature.of(file(bytes))).contains(type);
        FileSignature.require(file(bytes), type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00ff\u00d8",
                "\u0089PNG\r\n\u001a",
                "RIFF....WEB",
                "RIFF....AVI ",
                "\u00ff\u00f1\u0050\u0080",
                "\u00ff\u00fe#\u0000",
                "\u00ff\u00fb\u00f0\u0064",
                "\u00ff\u00fb\u009c\u0064",
                "....ftyQ",
                "<svg>",
                "#EXTM3U"
            })
    void everythingElseIsNoMedium(String head) throws IOException {
        assertThat(FileSignature.of(bytes(head))).isEmpty();
        assertThat(FileSignature.of(file(bytes(head)))).isEmpty();
    }

    @Test
    void aClipOfAnotherBrandWillDoAndAPictureWillNot() throws IOException {
        Path quickTime = file(bytes("....ftypqt  "));

        FileSignature.require(quickTime, MediaType.MP4);
        assertThatThrownBy(() -> FileSignature.require(quickTime, MediaType.PNG))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessage("is a MOV clip, not the PNG picture it should be");
    }

    @Test
    void aSoundIsNamedAsOne() throws IOException {
        Path wav = file(bytes("RIFF....WAVE"));

        assertThatThrownBy(() -> FileSignature.require(wav, MediaType.MP3))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessage("is a WAV sound, not the MP3 sound it should be");
        FileSignature.require(file(bytes("....ftypisom")), MediaType.M4A);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    private static byte[] bytes(String head) {
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
