package dev.framespan.activities.notice;

import dev.framespan.activities.http.OneShotHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Where the operator wants to be told: a program, which reads JSON, or an https address, to which it is posted. */
public sealed interface NotifyTarget {
    /** What a setting takes, for an error's text. */
    String FORM = "an https address, or the absolute path of a program";

    /**
     * Tells it.
     *
     * @param json one object
     * @throws IOException when it was not taken
     */
    void tell(String json) throws IOException, InterruptedException;

    /** @throws IllegalArgumentException for any other text than {@link #FORM}, and for a program that is not there */
    static NotifyTarget of(String setting) {
        if (setting.startsWith("https://")) {
            URI address = URI.create(setting);
            if (address.getHost() == null || address.getUserInfo() != null) {
                throw new IllegalArgumentException("not " + setting + ", but " + FORM);
            }
            return new Address(address);
        }
        Path program = Path.of(setting);
        if (!program.isAbsolute()) {
            throw new IllegalArgumentException("not " + setting + ", but " + FORM);
        }
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw new IllegalArgumentException(setting + " is no program that can be run");
        }
        return new Program(program);
    }

    /** Gets the JSON on its standard input, and nothing of this process's secrets. */
    record Program(Path path) implements NotifyTarget {
        private static final Duration LONGEST = Duration.ofSeconds(30);
        private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
        private static final int LONGEST_WORDS = 200;

        @Override
        public void tell(String json) throws IOException, InterruptedException {
            Path said = Files.createTempFile("framespan-notify", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(path.toString());
                builder.environment().keySet().retainAll(ENVIRONMENT);
                builder.redirectErrorStream(true).redirectOutput(said.toFile());
                Process process = builder.start();
                try {
                    write(process, json);
                    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                        throw new IOException(path + " took longer than " + LONGEST.toSeconds() + " s");
                    }
                } finally {
                    process.destroyForcibly();
                }
                if (process.exitValue() != 0) {
                    throw new IOException(path + " ended with " + process.exitValue() + ": " + start(said));
                }
            } finally {
                Files.deleteIfExists(said);
            }
        }

        private static void write(Process process, String json) {
            try (var input = process.getOutputStream()) {
                input.write(json.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It need not read what it is told: how it ends says whether that was well.
            }
        }

        private static String start(Path said) throws IOException {
            try (var in = Files.newInputStream(said)) {
                return new String(in.readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8).strip();
            }
        }
    }

    /** Gets the JSON by POST, and answers with a status of 2xx. Redirects are not followed. */
    record Address(URI address) implements NotifyTarget {
        private static final Duration LONGEST = Duration.ofSeconds(10);
        private static final int LONGEST_REPLY = 65_536;

        @Override
        public void tell(String json) throws IOException {
            HttpPost request = new HttpPost(address);
            request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
            try (OneShotHttpClient client = OneShotHttpClient.plain()) {
                int status = client.call(request, LONGEST, LONGEST_REPLY).status();
                if (status / 100 != 2) {
                    // The address may be a secret of its own.
                    throw new IOException(address.getHost() + " answered HTTP " + status);
                }
            }
        }
    }
}
