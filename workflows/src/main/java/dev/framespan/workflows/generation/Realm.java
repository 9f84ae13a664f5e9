package dev.framespan.workflows.generation;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose clips may stand in for whose: a provider's host, so that what was bought at one is never taken for another's. Everything
 * on this machine is one realm, whatever its port: clips of a simulator never enter a paid film.
 */
public final class Realm {
    /** Of the built-in simulator. */
    public static final String SIMULATOR = "simulator";

    /** Of any other provider on this machine. */
    public static final String LOOPBACK = "loopback";

    private static final Pattern LOOPBACK_IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){1,3}");
    private static final Pattern LOOPBACK_IPV6 = Pattern.compile("(0*:)+0*1");

    private Realm() {}

    /** @param baseUrl with a host */
    public static String of(URI baseUrl) {
        return isLoopback(baseUrl) ? LOOPBACK : host(baseUrl);
    }

    /** Whether its provider runs on this machine. */
    public static boolean isLocal(String realm) {
        return realm.equals(SIMULATOR) || realm.equals(LOOPBACK);
    }

    /** As the name of a folder in a store. */
    public static String pathName(String realm) {
        return realm.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Whether the address leads to this machine, as far as it says so itself; nothing is looked up. */
    public static boolean isLoopback(URI url) {
        String host = host(url);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || LOOPBACK_IPV4.matcher(host).matches()
                || LOOPBACK_IPV6.matcher(host).matches()
                || host.startsWith("::ffff:127.");
    }

    private static String host(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
