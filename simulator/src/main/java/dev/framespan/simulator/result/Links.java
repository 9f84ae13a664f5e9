package dev.framespan.simulator.result;

import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to results: they need no key and live for a while. A link carries its own end and a seal over it, so that links
 * outlive the process without being written down.
 */
public final class Links {
    private final Account account;
    private final SecretKeySpec secret;

    public Links(Account account, AtomicFolder disk) throws IOException {
        this.account = account;
        this.secret = new SecretKeySpec(secret(disk), "HmacSHA256");
    }

    private static byte[] secret(AtomicFolder disk) throws IOException {
        Optional<String> known = disk.readText("secret");
        if (known.isPresent()) {
            return HexFormat.of().parseHex(known.get());
        }
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        disk.write("secret", HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII));
        return fresh;
    }

    /**
     * A link as it is handed out.
     *
     * @param path from {@code /files} on
     * @param expiresAt seconds since 1970
     */
    public record Link(String path, long expiresAt) {}

    /** The link to one of the job's files. It stays the same until half of its life is over; then there is a fresh one. */
    public Link to(Job job, int index) {
        long life = account.settings().linkSeconds() * 1000;
        long half = Math.max(1, life / 2);
        long finished = job.task().finishedAt();
        long ends = finished + Math.max(0, account.now() - finished) / half * half + life;
        String name = job.task().id() + "-" + index + Results.extension(job.order());
        return new Link("/files/" + Long.toHexString(ends) + seal(ends, name) + "/" + name, ends / 1000);
    }

    /** What a link turns out to be. */
    public enum State {
        VALID,
        EXPIRED,
        UNKNOWN
    }

    /** Looks whether the link was made here and still lives. */
    public State check(String token, String name) {
        if (token.length() <= 64 || !token.matches("[0-9a-f]{65,79}")) {
            return State.UNKNOWN;
        }
        int middle = token.length() - 64;
        long ends = Long.parseLong(token.substring(0, middle), 16);
        byte[] expected = seal(ends, name).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, token.substring(middle).getBytes(StandardCharsets.US_ASCII))) {
            return State.UNKNOWN;
        }
        return account.now() < ends ? State.VALID : State.EXPIRED;
    }

    private String seal(long ends, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal((ends + "/" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
