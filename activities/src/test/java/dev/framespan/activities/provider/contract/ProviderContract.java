package dev.framespan.activities.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Provider;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each {@link Provider} must do, against a double of its server on loopback. A test of a provider extends this class, opens the provider, and
 * says how its server answers:
 *
 * <ul>
 *   <li>A paid call is made once, and its failure says {@code NO} only where that is proven.
 *   <li>Looking, cancelling and probing may be repeated.
 *   <li>Answers are read leniently; a state that no page names is waited on.
 *   <li>Answers have a largest size and a longest time; a busy provider is left alone for as long as it asks.
 *   <li>The key goes to the provider's address, in no URL, and gets into no message.
 * </ul>
 */
public abstract class ProviderContract
        implements SubmissionContract,
                StatusContract,
                CancellationContract,
                ProbeContract,
                SpeechContract,
                LimitsContract,
                SecretsContract {
    /** What the provider is to be given as its key. */
    public static final String KEY = "sk-contract-very-secret-0123456789";

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** What the provider is to be given as its clock; it stands still at {@link #NOW}. */
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Provider> opened = new ArrayList<>();
    private ScriptedServer server;
    private Provider provider;

    /**
     * Opens the provider, with {@link #KEY} and {@link #CLOCK}. Where it is {@link AutoCloseable}, it is closed after the test.
     *
     * @param address of its server, without a path
     * @param limit how long each of its calls may take in all
     */
    protected abstract Provider open(URI address, Duration limit);

    /** How its server answers. */
    @Override
    public abstract ProviderDialect dialect();

    /** A still or clip that it can be asked for. */
    @Override
    public abstract GenerationRequest request();

    /** A link for each of the request's inputs. */
    @Override
    public List<String> links() {
        return List.of();
    }

    /** A text that it can speak; empty where it speaks none. */
    @Override
    public Optional<GenerationRequest> speech() {
        return Optional.empty();
    }

    /** Whether it can be asked to call when a task has ended. */
    @Override
    public boolean callsBack() {
        return false;
    }

    @Override
    public final Provider provider() {
        return provider;
    }

    @Override
    public final ScriptedServer server() {
        return server;
    }

    @Override
    public final Provider another(URI address, Duration limit) {
        Provider another = open(address, limit);
        opened.add(another);
        return another;
    }

    @BeforeEach
    void openProvider() throws IOException {
        server = new ScriptedServer();
        provider = another(server.uri(""), PATIENCE);
    }

    @AfterEach
    void closeProvider() throws Exception {
        for (Provider each : opened) {
            if (each instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        server.close();
    }

    @Test
    void itSaysWhoItIsAndAsksNothingForThat() {
        assertThat(provider.realm()).isNotBlank().isEqualTo(provider.realm());
        assertThat(provider.catalogue()).isNotNull();
        assertThat(provider.toString()).doesNotContain(KEY);
        assertThat(server.asked()).isEmpty();
    }
}
