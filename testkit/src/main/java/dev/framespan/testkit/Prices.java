package dev.framespan.testkit;

import dev.framespan.workflows.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;

/** The built-in catalogue, read when it is first needed. */
final class Prices {
    static final Catalogue CATALOGUE = Catalogue.builtIn();
    static final String JSON = new String(CATALOGUE.toJson(), StandardCharsets.UTF_8);

    private Prices() {}

    /** To be called by a thread that has nothing else to do: it takes a quarter of a second. */
    static void read() {
        // Loading this class has done it.
    }
}
