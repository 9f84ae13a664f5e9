package dev.framespan.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told, and what becomes of it. */
class NotifyTargetTest {
    @TempDir
    Path folder;

    private Path program(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("tell"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aProgramReadsWhatItIsTold() throws Exception {
        Path program = program("cat > '" + folder.resolve("told") + "'");

        NotifyTarget.of(program.toString()).tell("{\"film\":\"storm\"}");

        assertThat(folder.resolve("told")).hasContent("{\"film\":\"storm\"}");
    }

    @Test
    void aProgramGetsNoSecret() throws Exception {
        Path program = program("env | cut -d= -f1 > '" + folder.resolve("names") + "'");

        NotifyTarget.of(program.toString()).tell("{}");

        assertThat(Files.readAllLines(folder.resolve("names")))
                .isSubsetOf("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PWD", "SHLVL", "_", "OLDPWD");
    }

    @Test
    void aProgramThatFailsIsSaidWithItsWords() throws Exception {
        NotifyTarget target =
                NotifyTarget.of(program("echo nobody is there >&2; exit 7").toString());

        assertThatThrownBy(() -> target.tell("{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 7: nobody is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tell",
                "http://example.org/tell",
                "https://",
                "https://me:secret@example.org/",
                "/no/such/program"
            })
    void anythingElseIsRefused(String setting) {
        assertThatThrownBy(() -> NotifyTarget.of(setting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressGetsItAndMayRefuseIt() throws Exception {
        AtomicReference<String> told = new AtomicReference<>();
        AtomicInteger status = new AtomicInteger(204);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tell", exchange -> {
            told.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            NotifyTarget target = new NotifyTarget.Address(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tell"));
            target.tell("{\"state\":\"done\"}");
            assertThat(told).hasValue("{\"state\":\"done\"}");

            status.set(503);
            assertThatThrownBy(() -> target.tell("{}")).hasMessage("127.0.0.1 answered HTTP 503");
        } finally {
            server.stop(0);
        }
    }
}
