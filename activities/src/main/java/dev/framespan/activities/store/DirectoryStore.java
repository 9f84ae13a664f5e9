package dev.framespan.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import dev.framespan.asset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A store in a directory, for any number of processes at once.
 *
 * <p>A record is a temporary file, forced to disk and linked to its name, which fails where the name exists; then the folder is
 * forced. An asset is a temporary file renamed to its hash. So nobody ever sees half a file under its final name.
 */
public final class DirectoryStore implements Store {
    /** The format written by this version; a store of a higher one is refused. */
    public static final int FORMAT = 1;

    private static final String IDENTITY = "framespan-store.json";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final String id;

    private DirectoryStore(Path root, String id) {
        this.root = root;
        this.id = id;
    }

    /** Opens the store in a directory, which is made where there is none. */
    public static DirectoryStore open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            String fresh = JSON.createObjectNode()
                    .put("format", FORMAT)
                    .put("id", UUID.randomUUID().toString())
                    .toString();
            new DirectoryStore(root, "").create(IDENTITY, fresh.getBytes(StandardCharsets.UTF_8));
            return new DirectoryStore(root, identity(root));
        } catch (IOException e) {
            throw new StoreException(
                    root + ": no store can be made here (" + Reason.of(e) + "); name another folder with --store", e);
        }
    }

    /** Opens a store that exists already. */
    public static Optional<DirectoryStore> openExisting(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve(IDENTITY))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DirectoryStore(root, identity(root)));
        } catch (IOException e) {
            throw new StoreException(root + ": this store cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    private static String identity(Path root) throws IOException {
        JsonNode identity;
        try {
            identity = JSON.readTree(Files.readAllBytes(root.resolve(IDENTITY)));
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    root.resolve(IDENTITY)
                            + ": not the mark of a Framespan store; put the original file back or name another folder with --store");
        }
        int format = identity.path("format").asInt();
        if (format > FORMAT) {
            throw new StoreException(
                    root + ": this store has format " + format + ", and this version of Framespan reads format "
                            + FORMAT + "; use the newer Framespan that wrote it, or another folder with --store");
        }
        if (format < 1 || !identity.path("id").isTextual()) {
            throw new StoreException(
                    root.resolve(IDENTITY)
                            + ": not the mark of a Framespan store; put the original file back or name another folder with --store");
        }
        return identity.path("id").asText();
    }

    public Path root() {
        return root;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        Path target = resolve(key);
        if (Files.exists(target)) {
            return false;
        }
        Files.createDirectories(target.getParent());
        Path temporary = write(content);
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
        force(target.getParent());
        return true;
    }

    @Override
    public void replace(String key, byte[] content) throws IOException {
        Path target = resolve(key);
        Files.createDirectories(target.getParent());
        Path temporary = write(content);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force(target.getParent());
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(resolve(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(String key) throws IOException {
        Files.deleteIfExists(resolve(key));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        List<String> keys = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(resolve(folder))) {
            for (Path entry : entries) {
                keys.add(folder + "/" + entry.getFileName());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Collections.sort(keys);
        return keys;
    }

    @Override
    public Asset keep(InputStream content, long cap, MediaType type) throws IOException {
        Path temporary = temporary();
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > cap) {
                    throw new TooLargeException(cap);
                }
                out.write(buffer, 0, read);
            }
            out.flush();
            channel.force(true);
            return place(temporary, new Asset(Sha256.hex(digest.digest()), total, type));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Asset keep(Path file, MediaType type) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Asset asset = new Asset(Sha256.hex(digest.digest()), Files.size(file), type);
        try {
            return place(file, asset);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Asset place(Path file, Asset asset) throws IOException {
        Path target = path(asset);
        if (!has(asset)) {
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(target.getParent());
        }
        return asset;
    }

    @Override
    public boolean has(Asset asset) throws IOException {
        Path path = path(asset);
        return Files.isRegularFile(path) && Files.size(path) == asset.bytes();
    }

    @Override
    public Path file(Asset asset) throws IOException {
        if (!has(asset)) {
            throw new NoSuchFileException(path(asset).toString());
        }
        return path(asset);
    }

    /** The file of an asset of which only the name is known. */
    public Optional<Path> find(String sha256, MediaType type) {
        Path path = path(new Asset(sha256, 1, type));
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    @Override
    public boolean hasRoom(long bytes) throws IOException {
        return Files.getFileStore(root).getUsableSpace() >= bytes;
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createDirectories(root.resolve("scratch"));
    }

    private Path path(Asset asset) {
        return root.resolve("assets").resolve(asset.sha256().substring(0, 2)).resolve(asset.fileName());
    }

    private Path resolve(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key of a store: " + key);
        }
        return root.resolve(key);
    }

    private Path write(byte[] content) throws IOException {
        Path temporary = temporary();
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            return temporary;
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private Path temporary() throws IOException {
        return scratch().resolve(UUID.randomUUID() + ".part");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no folder; its file system journals the entry.
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw e;
            }
        }
    }
}
