package dev.framespan.workflows.generation;

import dev.framespan.workflows.asset.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes two purchases the same: {@code v1:} and the SHA-256 of the request in canonical form. Pictures enter by the hash of
 * their bytes, never by their URL, and the realm enters so that a simulated clip never gets into a paid film.
 */
public final class Fingerprint {
    private static final String VERSION = "v1:";

    private Fingerprint() {}

    /**
     * @param realm the provider's host, {@code simulator} or {@code loopback}
     * @param prompt the request's words, wherever they are stored
     */
    public static String of(String realm, GenerationRequest request, String prompt) {
        return VERSION + Sha256.of(CanonicalJson.of(canonical(realm, request, prompt)));
    }

    /** What tells it from all others, 64 hexadecimal digits: the fingerprint without its version. */
    public static String hash(String fingerprint) {
        return fingerprint.substring(fingerprint.indexOf(':') + 1);
    }

    /** The fingerprint that has this {@link #hash}. */
    public static String ofHash(String hash) {
        return VERSION + hash;
    }

    static Map<String, Object> canonical(String realm, GenerationRequest request, String prompt) {
        Map<String, Object> members = new TreeMap<>();
        members.put("realm", realm);
        members.put("model", request.model());
        members.put("action", request.action().word());
        members.put("prompt", prompt);
        if (request.resolution() != null) {
            members.put("resolution", request.resolution());
        }
        if (request.voice() != null) {
            members.put("voice", request.voice());
        }
        if (request.aspectRatio() != null) {
            members.put("aspect_ratio", request.aspectRatio());
        }
        if (request.seconds() != null) {
            members.put("duration", request.seconds());
        }
        if (request.audio()) {
            members.put("audio", true);
        }
        Map<String, Object> inputs = new TreeMap<>();
        List<String> references = new ArrayList<>();
        for (InputPicture input : request.inputs()) {
            String role = input.role().name().toLowerCase(Locale.ROOT);
            String picture = input.identity();
            if (input.role() == InputPicture.Role.REFERENCE) {
                references.add(picture);
            } else if (inputs.put(role, picture) != null) {
                throw new IllegalArgumentException("two pictures are the " + role);
            }
        }
        if (!references.isEmpty()) {
            inputs.put("references", references);
        }
        if (request.video() != null) {
            inputs.put("video", request.video().video().sha256());
            inputs.put("refer_type", request.video().use().word());
            inputs.put("keep_original_sound", request.video().keepSound());
        }
        members.put("inputs", inputs);
        members.put("take", request.take());
        return members;
    }
}
