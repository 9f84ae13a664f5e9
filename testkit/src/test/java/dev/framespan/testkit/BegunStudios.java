package dev.framespan.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Studios that a test begins and ends by itself, to see how that goes, on a server of its own. */
final class BegunStudios implements AfterEachCallback {
    private final SharedServer server = new SharedServer();

    StudioExtension of(Class<?> implementation) {
        StudioExtension studio = StudioExtension.of(implementation);
        studio.begin(server);
        return studio;
    }

    SharedServer server() {
        return server;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }
}
