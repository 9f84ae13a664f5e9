package dev.framespan.activities.callback;

import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The paths that the provider calls when a task has ended. Each names a submission, and a token that only the processes of its store can
 * make: whoever calls another one learns nothing.
 */
public final class CallbackPaths {
    /** Below which all of them are. */
    public static final String ALL = "/callbacks/";

    private static final int LONGEST = 200;
    private static final Pattern TASK =
            Pattern.compile(ALL + "(?<hash>[0-9a-f]{64})/(?<submission>[1-9][0-9]{0,8})/(?<token>[0-9a-f]{64})");
    private static final Pattern NONCE = Pattern.compile(ALL + "nonce/(?<nonce>[0-9a-f]{64})/(?<token>[0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private final CallbackSecret secret;
    private final String realm;

    /** @param realm of the provider that calls */
    public CallbackPaths(CallbackSecret secret, String realm) {
        this.secret = secret;
        this.realm = realm;
    }

    /** @return empty where the store's secret cannot be read */
    Optional<String> of(CallbackTask task) {
        return token(task)
                .map(token -> ALL + Fingerprint.hash(task.fingerprint()) + "/" + task.submission() + "/" + token);
    }

    /** The submission that a path names; empty where its token is not the right one. */
    Optional<CallbackTask> task(String path) {
        Matcher parts = TASK.matcher(path);
        if (path.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        CallbackTask task =
                new CallbackTask(Fingerprint.ofHash(parts.group("hash")), Integer.parseInt(parts.group("submission")));
        return isSame(token(task), parts.group("token")) ? Optional.of(task) : Optional.empty();
    }

    private Optional<String> token(CallbackTask task) {
        return token("task", realm, task.fingerprint(), Integer.toString(task.submission()));
    }

    /**
     * A path that proves itself, whose answer proves the process behind it.
     *
     * @param nonce 64 hexadecimal digits
     */
    Optional<String> nonce(String nonce) {
        return token("ask", realm, nonce).map(token -> ALL + "nonce/" + nonce + "/" + token);
    }

    /** What is answered to {@link #nonce}; empty where a path is none. */
    public Optional<String> proof(String path) {
        Matcher parts = NONCE.matcher(path);
        if (path.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String nonce = parts.group("nonce");
        return isSame(token("ask", realm, nonce), parts.group("token")) ? proofOf(nonce) : Optional.empty();
    }

    Optional<String> proofOf(String nonce) {
        return token("proof", realm, nonce);
    }

    /** Takes as long whatever was guessed right. */
    private static boolean isSame(Optional<String> right, String given) {
        return right.isPresent()
                && MessageDigest.isEqual(
                        right.get().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<String> token(String... parts) {
        return secret.read().map(key -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return Sha256.hex(mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
