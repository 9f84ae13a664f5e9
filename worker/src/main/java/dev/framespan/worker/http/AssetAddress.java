package dev.framespan.worker.http;

import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the store's pictures on one address for as long as a process works on the store: the port is remembered, so that links survive
 * restarts. Of several processes on one store one serves; when it ends, another takes over.
 */
public final class AssetAddress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssetAddress.class);
    private static final String PORT = "asset-port";
    // A worker of the same store on a machine that is busy, above all where several begin at once after a crash,
    // answers
    // in seconds; taken for another program it would keep this one from working.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration BETWEEN_TAKEOVERS = Duration.ofSeconds(1);

    private final InetAddress bind;
    private final int port;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "asset-address");
        thread.setDaemon(true);
        return thread;
    });
    private final AssetServer server;
    private volatile boolean serving;

    private AssetAddress(InetAddress bind, int port, AssetServer server, boolean serving) {
        this.bind = bind;
        this.port = port;
        this.server = server;
        this.serving = serving;
        clock.scheduleWithFixedDelay(
                this::takeOver, BETWEEN_TAKEOVERS.toMillis(), BETWEEN_TAKEOVERS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Serves, or relies on the process of the same store that does.
     *
     * @param bind where to listen
     * @param wanted the port to use from now on; empty for the one remembered, or any
     * @param outside the address that leads here from outside; empty where none does
     * @param callbacks takes what the provider calls
     * @throws StoreException when another program has the port
     */
    public static AssetAddress open(
            Store store, InetAddress bind, Optional<Integer> wanted, Optional<URI> outside, Callbacks callbacks) {
        AssetServer server = new AssetServer(new AssetRoutes(store, callbacks));
        try {
            if (outside.isPresent()) {
                AssetHosts.remember(store, outside.get());
            }
            return open(store, bind, wanted.isPresent() ? wanted.get() : remembered(store), server);
        } catch (IOException e) {
            server.close();
            throw new StoreException("the store's pictures cannot be served: " + IoReason.of(e), e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static AssetAddress open(Store store, InetAddress bind, int wanted, AssetServer server) throws IOException {
        Instant patience = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                int port = server.listen(bind, wanted);
                if (port != wanted) {
                    remember(store, port);
                }
                return new AssetAddress(bind, port, server, true);
            } catch (BindException e) {
                Holder holder = holder(address(bind, wanted), store.id());
                if (holder == Holder.THIS_STORE) {
                    return new AssetAddress(bind, wanted, server, false);
                }
                if (holder == Holder.ANOTHER || Instant.now().isAfter(patience)) {
                    throw new StoreException(
                            "port " + wanted + ", on which this store shows its pictures, is taken by another"
                                    + " program; end that program, or choose another port with FRAMESPAN_ASSET_PORT");
                }
                // The process that had it has ended since, or is about to begin.
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Where pictures are below an address that leads to the port from outside. */
    public static URI outside(URI publicUrl) {
        return URI.create(publicUrl.toString().replaceAll("/+$", "") + AssetRoutes.ASSETS);
    }

    /** The port on this machine to which the address from outside has to lead. */
    public int port() {
        return port;
    }

    /** Where pictures are on this machine. */
    public URI local() {
        return address(bind, port).resolve(AssetRoutes.ASSETS);
    }

    private static URI address(InetAddress bind, int port) {
        String host = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host.replaceAll("%.*", "") + "]" : host) + ":" + port);
    }

    /** A port is a machine's, also where machines share the store. */
    private static int remembered(Store store) throws IOException {
        try {
            int port = Integer.parseInt(
                    Files.readString(store.local().resolve(PORT)).strip());
            return port < 0 || port > 65535 ? 0 : port;
        } catch (NoSuchFileException | NumberFormatException | CharacterCodingException e) {
            return 0;
        }
    }

    private static void remember(Store store, int port) throws IOException {
        Path whole = Files.createTempFile(store.scratch(), PORT, null);
        try {
            Files.writeString(whole, Integer.toString(port));
            Files.move(whole, store.local().resolve(PORT), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void takeOver() {
        if (serving) {
            return;
        }
        try {
            server.listen(bind, port);
            serving = true;
            LOG.info("serving the store's pictures on port {}", port);
        } catch (IOException e) {
            // Another process still serves them.
        }
    }

    private enum Holder {
        THIS_STORE,
        ANOTHER,
        SILENT
    }

    private static Holder holder(URI address, String store) {
        try (OneShotHttpClient http = OneShotHttpClient.plain()) {
            byte[] answer = http.call(new HttpGet(address.resolve(AssetRoutes.IDENTITY)), ANSWER, LONGEST_ANSWER)
                    .body();
            return new String(answer, StandardCharsets.UTF_8).equals(store) ? Holder.THIS_STORE : Holder.ANOTHER;
        } catch (IOException e) {
            return Holder.SILENT;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        server.close();
    }
}
