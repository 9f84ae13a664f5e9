package dev.framespan.simulator.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A folder whose files are either whole or absent, also after a kill or a power cut. */
public final class AtomicFolder {
    /** Reads and writes every JSON document of the simulator. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Path folder;
    private final AtomicLong temporary = new AtomicLong();

    /** Creates the folder if there is none. */
    public AtomicFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        removeLeftovers();
    }

    public Path folder() {
        return folder;
    }

    /** A folder within this one. */
    public AtomicFolder within(String name) throws IOException {
        return new AtomicFolder(folder.resolve(name));
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public void write(String name, Object document) {
        try {
            write(name, JSON.writeValueAsBytes(document));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Replaces the file; it is on the disk when this returns. */
    public void write(String name, byte[] content) {
        try {
            Path fresh = temporary();
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            adopt(fresh, name);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write " + folder.resolve(name), full);
        }
    }

    /** The name of a file yet to be made, which the caller fills and which is then {@linkplain #adopt adopted}. */
    public Path temporary() {
        return folder.resolve("." + ProcessHandle.current().pid() + "-" + temporary.incrementAndGet() + ".tmp");
    }

    /** Gives a temporary file its name; it is on the disk when this returns. */
    public void adopt(Path fresh, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    public Optional<JsonNode> readJson(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(JSON.readTree(Files.readAllBytes(file))) : Optional.empty();
    }

    public Optional<String> readText(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file)
                ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).trim())
                : Optional.empty();
    }

    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            // Windows cannot open a folder; there the move itself is what there is
        }
    }

    private void removeLeftovers() throws IOException {
        try (var files = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
