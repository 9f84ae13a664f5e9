package dev.framespan.worker.management;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.ProviderRealms;
import java.util.Optional;

/** Whether a provider has accepted its key lately. One that was asked for nothing for minutes is asked for a task that does not exist. */
record KeyCheck(Provider watched, String provider, KeyState key) implements HealthCheck {
    private static final String NO_TASK = "framespan-health";

    @Override
    public String name() {
        return "provider " + provider;
    }

    @Override
    public Optional<String> trouble() {
        String said = key.isKnown() ? "" : ask();
        if (key.isAccepted()) {
            return Optional.empty();
        }
        return Optional.of(
                key.isRefused()
                        ? "the key is not accepted: " + ProviderRealms.variable(provider, "API_KEY")
                        : "it has not said in the last minutes that it accepts the key: " + said);
    }

    private String ask() {
        try {
            watched.status(NO_TASK);
            return "";
        } catch (ProviderException e) {
            return e.getMessage();
        }
    }
}
