package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.callback.Callbacks;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider gets its pictures, however many callers hold connections that they do not use. */
class AssetServerOverloadTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int LARGE = 12_000_000;
    /** A second, and one more for a machine with other things to do. */
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final List<Socket> crowd = new ArrayList<>();
    private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    private AssetAddress address;
    private Asset picture;

    @BeforeEach
    void serve() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder);
        picture = store.keep(new ByteArrayInputStream(new byte[LARGE]), LARGE, MediaType.PNG);
        address = AssetAddress.open(store, LOOPBACK, Optional.empty(), Optional.empty(), Callbacks.NONE);
    }

    @AfterEach
    void leave() throws IOException {
        dripping.shutdownNow();
        for (Socket one : crowd) {
            one.close();
        }
        address.close();
    }

    /** How a caller holds a connection. */
    enum Manner {
        SAYS_NOTHING {
            @Override
            void begin(Socket socket, String path) {}
        },
        ASKS_HALF_A_QUESTION {
            @Override
            void begin(Socket socket, String path) throws IOException {
                send(socket, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Never-End");
            }
        },
        PROMISES_A_BODY {
            @Override
            void begin(Socket socket, String path) throws IOException {
                send(socket, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n");
            }
        },
        DRIPS {
            @Override
            void begin(Socket socket, String path) throws IOException {
                send(socket, "GET " + path + " HTTP/1.1\r\nX: ");
            }
        },
        STOPS_READING {
            @Override
            void begin(Socket socket, String path) throws IOException {
                send(socket, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\n\r\n");
            }
        };

        abstract void begin(Socket socket, String path) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "SAYS_NOTHING, 300",
        "ASKS_HALF_A_QUESTION, 300",
        "ASKS_HALF_A_QUESTION, 2000",
        "PROMISES_A_BODY, 300",
        "DRIPS, 300",
        "STOPS_READING, 300",
        "STOPS_READING, 1000"
    })
    void theProviderGetsAPictureWhileOthersHoldConnections(Manner manner, int callers) throws Exception {
        gather(manner, callers);

        for (int i = 0; i < 3; i++) {
            assertThat(untilThePictureIsThere()).isLessThan(SOON);
            Thread.sleep(200);
        }
    }

    @Test
    void aCrowdNeedsNoMemory() throws Exception {
        untilThePictureIsThere();
        long before = used();

        gather(Manner.STOPS_READING, 600);
        gather(Manner.ASKS_HALF_A_QUESTION, 1000);
        untilThePictureIsThere();

        assertThat(used() - before).isLessThan(40_000_000);
    }

    @Test
    void aRequestThatIsNotThereAfterFiveSecondsIsNotWaitedForHoweverItComes() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (Manner manner :
                List.of(Manner.SAYS_NOTHING, Manner.ASKS_HALF_A_QUESTION, Manner.PROMISES_A_BODY, Manner.DRIPS)) {
            slow.addAll(gather(manner, 1));
        }
        long start = System.nanoTime();

        for (Socket socket : slow) {
            socket.setSoTimeout(9_000);
            assertThat(atItsEnd(socket)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        }
    }

    private static boolean atItsEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private List<Socket> gather(Manner manner, int callers) throws IOException {
        List<Socket> gathered = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Socket socket = new Socket();
            crowd.add(socket);
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(LOOPBACK, address.local().getPort()), 5_000);
            manner.begin(socket, "/assets/" + picture.fileName());
            gathered.add(socket);
        }
        if (manner == Manner.DRIPS) {
            dripping.scheduleAtFixedRate(() -> gathered.forEach(AssetServerOverloadTest::drip), 1, 1, TimeUnit.SECONDS);
        }
        return gathered;
    }

    private static void drip(Socket socket) {
        try {
            send(socket, "x");
        } catch (IOException e) {
            // This one was sent away.
        }
    }

    private static void send(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private Duration untilThePictureIsThere() throws IOException {
        long start = System.nanoTime();
        try (Socket socket = new Socket(LOOPBACK, address.local().getPort())) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "GET /assets/" + picture.fileName() + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                            + "\r\nConnection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            String answer = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 200");
            long bytes = 0;
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            assertThat(bytes).isGreaterThanOrEqualTo(picture.bytes());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        return heap
                + java.lang.management.ManagementFactory.getPlatformMXBeans(java.lang.management.BufferPoolMXBean.class)
                        .stream()
                        .mapToLong(java.lang.management.BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }
}
