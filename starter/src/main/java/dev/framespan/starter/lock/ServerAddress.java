package dev.framespan.starter.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** Where the embedded server listens that makes a film right now, for other terminals: {@code films/<id>/temporal.address}. */
public final class ServerAddress {
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final Path file;

    public ServerAddress(Path store, String film) {
        this.file = store.resolve("films").resolve(film).resolve("temporal.address");
    }

    /** Held until it is closed; what a killed process leaves is found out by {@link #alive()}. */
    public AutoCloseableAddress publish(String address) {
        try {
            Files.createDirectories(file.getParent());
            Path temporary = file.resolveSibling(UUID.randomUUID() + ".part");
            Files.writeString(temporary, address + "\n", StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return this::withdraw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a server on this machine that takes connections now; a store that came from elsewhere leads nowhere else. */
    public Optional<String> alive() {
        try {
            String address = Files.readString(file, StandardCharsets.US_ASCII).strip();
            int colon = address.lastIndexOf(':');
            InetAddress host = InetAddress.getByName(address.substring(0, colon));
            if (!host.isLoopbackAddress()) {
                return Optional.empty();
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))),
                        CONNECT_TIMEOUT_MILLIS);
                return Optional.of(address);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Left behind by a process that was killed.
            return Optional.empty();
        }
    }

    private void withdraw() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // No server listens there any more, which other terminals find out.
            return;
        }
    }

    /** Closing never fails. */
    public interface AutoCloseableAddress extends AutoCloseable {
        @Override
        void close();
    }
}
