package dev.framespan.activities.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.GenerationRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What each part of the contract works with. */
interface ProviderUnderTest {
    String TASK = "t-1";

    /** The provider, in front of {@link #server()}. */
    Provider provider();

    ScriptedServer server();

    /** Another one, at another address or with less patience, which is closed after the test. */
    Provider another(URI address, Duration limit);

    ProviderDialect dialect();

    GenerationRequest request();

    List<String> links();

    Optional<GenerationRequest> speech();

    boolean callsBack();

    default String submit(Provider provider) throws ProviderException {
        return provider.submit(request(), links(), Instant.MAX);
    }

    /** The failure of a call, which shows no key and fits into one line. */
    default ProviderException failure(ThrowingCallable call) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, call);
        assertThat(failure).as("a ProviderException").isNotNull();
        assertThat(printed(failure)).doesNotContain(ProviderContract.KEY);
        assertThat(failure.getMessage()).hasSizeLessThan(1_000);
        assertThat(failure.getMessage().chars()).noneMatch(Character::isISOControl);
        return failure;
    }

    /** A failure as logs have it, with everything that caused it. */
    static String printed(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return all.toString();
    }
}
