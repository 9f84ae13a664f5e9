package dev.framespan.worker.http;

import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which a store's pictures may be asked for. A browser on this machine can be led here under any name (DNS rebinding);
 * under a name that the store does not know it learns nothing. The public ones are kept in the store, since whichever process comes
 * first serves for all.
 */
final class AssetHosts {
    private static final String RECORDS = "asset-hosts";
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(:(?<port>[0-9]{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final int HTTP_PORT = 80;
    private static final long KNOWN_FOR_NANOS = 1_000_000_000L;

    private final Store store;
    private Set<String> names = Set.of();
    private long readAt;
    private boolean hasRead;

    AssetHosts(Store store) {
        this.store = store;
    }

    /** What a name stands for. */
    enum Kind {
        /** This machine, by a name of its own or by the address that was connected to. */
        HERE,
        /** The address that leads here from outside. */
        PUBLIC,
        /** Nothing that the store knows. */
        UNKNOWN
    }

    /** Remembers the public address of a store. */
    static void remember(Store store, URI address) throws IOException {
        String name = plain(address.getHost());
        store.create(RECORDS + "/" + name.replaceAll("[^a-z0-9._-]", "_"), name.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param host the header of a request: a name or an address, perhaps with a port
     * @param reached the address of this machine that was connected to
     */
    synchronized Kind kind(String host, InetSocketAddress reached) {
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            return Kind.UNKNOWN;
        }
        String name = plain(parts.group("name"));
        int port = parts.group("port") == null ? HTTP_PORT : Integer.parseInt(parts.group("port"));
        if (port == reached.getPort() && isHere(name, reached.getAddress())) {
            return Kind.HERE;
        }
        // A proxy in front may pass on its own port, or none.
        return known().contains(name) ? Kind.PUBLIC : Kind.UNKNOWN;
    }

    private static boolean isHere(String name, InetAddress reached) {
        if (name.equals("localhost")) {
            return true;
        }
        if (!name.startsWith("[") && !IPV4.matcher(name).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(name); // of a literal, the JDK looks nothing up
            return address.isLoopbackAddress() || address.equals(reached);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Read at most once a second, however many strange names are asked for. */
    private Set<String> known() {
        long now = System.nanoTime();
        if (!hasRead || now - readAt > KNOWN_FOR_NANOS) {
            hasRead = true;
            readAt = now;
            names = read();
        }
        return names;
    }

    private Set<String> read() {
        Set<String> found = new HashSet<>();
        try {
            List<String> keys = store.list(RECORDS);
            for (String key : keys) {
                store.read(key).ifPresent(name -> found.add(new String(name, StandardCharsets.UTF_8)));
            }
            return found;
        } catch (IOException e) {
            return names;
        }
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
