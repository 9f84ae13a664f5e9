package dev.framespan.activities.callback;

import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.workflows.asset.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses below the public one, given out while that leads here: the worker asks it for a nonce that only processes of its store can
 * answer. Where it leads elsewhere this is said once, and asked again while submissions come.
 */
public final class ProvenCallbackUrls implements CallbackUrls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProvenCallbackUrls.class);
    private static final Duration PROVEN_FOR = Duration.ofMinutes(10);
    private static final Duration DISPROVEN_FOR = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 1_000;
    private static final int NONCE_BYTES = 32;
    private static final int HTTP_OK = 200;

    private final String base;
    private final CallbackPaths paths;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final OneShotHttpClient http = OneShotHttpClient.plain();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Boolean leadsHere;
    private volatile boolean closed;
    private volatile Consumer<String> heard = url -> {};
    private String said = "";
    private long askedAt;

    /** @param publicUrl the address that leads here from outside */
    public ProvenCallbackUrls(URI publicUrl, CallbackPaths paths) {
        this(publicUrl, paths, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward, in nanoseconds */
    ProvenCallbackUrls(URI publicUrl, CallbackPaths paths, LongSupplier nanos) {
        this.base = publicUrl.toString().replaceAll("/+$", "");
        this.paths = paths;
        this.nanos = nanos;
    }

    @Override
    public Optional<URI> of(CallbackTask task) {
        return isProven() ? paths.of(task).map(path -> URI.create(base + path)) : Optional.empty();
    }

    /**
     * Asks at once, in a thread of its own, so that the operator knows before the first submission whether calls arrive.
     *
     * @param here is told the public address when it is found to lead here, and again when it does so after it did not
     */
    public void askNow(Consumer<String> here) {
        heard = here;
        Thread thread = new Thread(this::isProven, "public-address");
        thread.setDaemon(true);
        thread.start();
    }

    /** One submission asks; those beside it go by what was found before, and wait where nothing was. */
    private boolean isProven() {
        Boolean known = leadsHere;
        if (known == null) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return known;
        }
        try {
            Duration good = Boolean.TRUE.equals(leadsHere) ? PROVEN_FOR : DISPROVEN_FOR;
            if (leadsHere == null || nanos.getAsLong() - askedAt > good.toNanos()) {
                Optional<String> wrong = wrong();
                say(wrong);
                leadsHere = wrong.isEmpty();
                askedAt = nanos.getAsLong();
            }
            return leadsHere;
        } finally {
            asking.unlock();
        }
    }

    private void say(Optional<String> wrong) {
        if (closed) {
            return; // it was cut off, which says nothing about the address
        }
        if (wrong.isPresent() && !wrong.get().equals(said)) {
            LOG.warn(
                    "FRAMESPAN_PUBLIC_URL {} does not lead to this store's worker ({}), so the provider is not asked to"
                            + " call there and each task is asked for instead; let it lead to the worker's asset port",
                    base,
                    wrong.get());
        } else if (wrong.isEmpty() && Boolean.FALSE.equals(leadsHere)) {
            LOG.info("FRAMESPAN_PUBLIC_URL {} leads here now; the provider is asked to call there", base);
        }
        if (wrong.isEmpty() && !Boolean.TRUE.equals(leadsHere)) {
            heard.accept(base);
        }
        said = wrong.orElse("");
    }

    /** What is in the way; empty where it leads here. */
    private Optional<String> wrong() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Sha256.hex(bytes);
        Optional<String> path = paths.nonce(nonce);
        if (path.isEmpty()) {
            return Optional.of("the record " + CallbackSecret.RECORD + " of the store cannot be read");
        }
        try {
            HttpReply reply = http.call(new HttpGet(base + path.get()), LIMIT, LONGEST_ANSWER);
            if (reply.status() != HTTP_OK) {
                return Optional.of("it answers HTTP " + reply.status());
            }
            String answer = new String(reply.body(), StandardCharsets.US_ASCII);
            return paths.proofOf(nonce).filter(answer::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of("something else answers there");
        } catch (IOException e) {
            return Optional.of("it does not answer");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        http.close();
    }
}
