package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.store.DirectoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider calls, and so may anybody else who finds the port. */
class CallbackRequestsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String KNOWN = "/callbacks/known";
    private static final String UNWRITTEN = "/callbacks/unwritten";
    private static final String SLOW = "/callbacks/slow";

    @TempDir
    Path folder;

    private final Semaphore disk = new Semaphore(0);
    private final AtomicInteger received = new AtomicInteger();
    private AssetAddress address;

    @BeforeEach
    void serve() throws IOException {
        Callbacks callbacks = new Callbacks() {
            @Override
            public boolean received(String path, byte[] body) throws IOException {
                if (path.equals(UNWRITTEN)) {
                    throw new IOException("no space left on device");
                }
                if (path.equals(SLOW)) {
                    disk.acquireUninterruptibly();
                }
                return (path.equals(KNOWN) || path.equals(SLOW)) && received.incrementAndGet() > 0;
            }

            @Override
            public Optional<String> proof(String path) {
                return path.equals("/callbacks/nonce") ? Optional.of("proof") : Optional.empty();
            }
        };
        address =
                AssetAddress.open(DirectoryStore.open(folder), LOOPBACK, Optional.empty(), Optional.empty(), callbacks);
    }

    @AfterEach
    void close() {
        address.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /callbacks/known, 204",
        "POST, /callbacks/known?more=1, 204",
        "POST, /callbacks/other, 404",
        "POST, /callbacks/nonce, 404",
        "POST, /callbacks/, 404",
        "GET, /callbacks/known, 404",
        "HEAD, /callbacks/known, 404",
        "PUT, /callbacks/known, 404",
        "DELETE, /callbacks/known, 404",
        "OPTIONS, /callbacks/known, 404",
        "GET, /callbacks/nonce, 200",
        "POST, /callbacks, 405"
    })
    void onlyAPostToWhatWasGivenOutIsTaken(String method, String path, int status) throws IOException {
        assertThat(asked(method, path, "{}")).startsWith("HTTP/1.1 " + status + " ");
        assertThat(received.get()).isEqualTo(status == 204 ? 1 : 0);
    }

    @Test
    void whatIsRefusedSaysNothing() throws IOException {
        String refused = asked("POST", "/callbacks/other", "{}");

        assertThat(refused).isEqualTo("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(asked("GET", "/callbacks/nonce", "")).endsWith("\r\n\r\nproof");
    }

    @Test
    void whatCannotBeWrittenDownIsNotTakenSoThatItComesAgain() throws IOException {
        assertThat(asked("POST", UNWRITTEN, "{}")).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void aDiskThatHangsHoldsNothingElseUpAndTheCallComesAgain() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<String> slow = caller.submit(() -> asked("POST", SLOW, "{}"));
        assertThat(asked("GET", "/callbacks/nonce", "")).contains(" 200 ");
        assertThat(slow.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 503 ");
        disk.release();
        caller.shutdown();
    }

    @Test
    void aBodyOfTenMegabytesIsNotReadToItsEnd() throws IOException {
        try (Socket socket = new Socket(LOOPBACK, address.local().getPort())) {
            socket.setSoTimeout(10_000);
            boolean cut = false;
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head("POST", KNOWN, 10_000_000));
                for (int i = 0; i < 1_000; i++) {
                    out.write(new byte[10_000]);
                }
                cut = socket.getInputStream().read() < 0;
            } catch (IOException e) {
                cut = true;
            }
            assertThat(cut).isTrue();
        }
        assertThat(received.get()).isZero();
        assertThat(asked("POST", KNOWN, "{}")).contains(" 204 ");
    }

    @Test
    void twoThousandCallsInTenSecondsAreAnswered() throws Exception {
        int calls = 2_000;
        ExecutorService callers = Executors.newFixedThreadPool(16);
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < calls; i++) {
            String path = i % 2 == 0 ? KNOWN : "/callbacks/" + "f".repeat(i % 500);
            callers.execute(() -> {
                try {
                    String answer = asked("POST", path, "garbage \0 " + path);
                    answered.addAndGet(answer.contains(path.equals(KNOWN) ? " 204 " : " 404 ") ? 1 : 0);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(answered.get()).isEqualTo(calls);
        assertThat(received.get()).isEqualTo(calls / 2);
    }

    private byte[] head(String method, String path, int length) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + address.local().getPort() + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String asked(String method, String path, String body) throws IOException {
        try (Socket socket = new Socket(LOOPBACK, address.local().getPort())) {
            socket.setSoTimeout(10_000);
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write(head(method, path, content.length));
            out.write(content);
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
