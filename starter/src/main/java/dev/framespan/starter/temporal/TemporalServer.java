package dev.framespan.starter.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.local.LocalServer;
import dev.framespan.starter.temporal.local.LocalSettings;
import dev.framespan.starter.temporal.local.RunningServer;
import dev.framespan.workflows.generation.RootCause;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which Temporal server to use: one switch for all the ways there are. */
public sealed interface TemporalServer {
    /** The one in this process. */
    String EMBEDDED = "embedded";

    /** The user's own on this machine. */
    String LOCAL = "local";

    /** The variable that names the file in place of the usual one. */
    String CONFIG_FILE = "TEMPORAL_CONFIG_FILE";

    /** Ends with this process; nothing to install. */
    record Embedded() implements TemporalServer {}

    /** Outlives this process, and others may use it, too. */
    sealed interface Shared extends TemporalServer {
        /** As an option and a store's records name it: {@code HOST:PORT} or {@code local}. */
        String address();

        /**
         * With the address at which it listens, namespace, certificates and key.
         *
         * @throws UserError when it does not run, as far as that is known
         */
        ClientConfigProfile profile();

        /**
         * Starts it where that is this system's to do and it does not run.
         *
         * @param say tells the operator that it was started
         * @throws UserError when it cannot be started
         */
        void startIfNeeded(Consumer<String> say);
    }

    /**
     * One that is there already: on this machine, in a cluster, in Temporal's cloud.
     *
     * @param profile with its address, namespace, certificates and key
     */
    record Remote(ClientConfigProfile profile) implements Shared {
        @Override
        public String address() {
            return profile.getAddress();
        }

        @Override
        public void startIfNeeded(Consumer<String> say) {
            // its operator does that
        }

        @Override
        public String toString() {
            return address();
        }
    }

    /** The user's own on this machine. What the environment says of other servers is none of its business: neither key nor namespace. */
    record Local(LocalSettings settings) implements Shared {
        private static final String NAMESPACE = "default";

        @Override
        public String address() {
            return LOCAL;
        }

        @Override
        public ClientConfigProfile profile() {
            RunningServer running = new LocalServer(settings)
                    .running()
                    .orElseThrow(() -> UserError.failed(
                            "the local Temporal server does not run: framespan temporal start starts it"));
            return ClientConfigProfile.newBuilder()
                    .setAddress(running.address())
                    .setNamespace(NAMESPACE)
                    .build();
        }

        @Override
        public void startIfNeeded(Consumer<String> say) {
            new LocalServer(settings).start(say);
        }

        @Override
        public String toString() {
            return words(LOCAL);
        }
    }

    /** A shared server in a sentence. */
    static String words(String address) {
        return address.equals(LOCAL) ? "the local Temporal server" : "the Temporal server at " + address;
    }

    /**
     * The server that an option, else the environment, else a profile in {@code temporal.toml} names; the embedded one where none
     * does. An option takes the place of the address alone: namespace, certificates and key still come from the environment.
     *
     * @param option {@code embedded}, {@code local}, {@code HOST:PORT}, or null
     */
    static TemporalServer of(String option, Map<String, String> environment) {
        if (EMBEDDED.equals(option)) {
            return new Embedded();
        }
        if (LOCAL.equals(option)) {
            return new Local(LocalSettings.of(environment));
        }
        String wanted = option == null ? null : Address.checked(option, "--temporal");
        ClientConfigProfile profile = profile(environment);
        if (wanted != null) {
            return new Remote(profile.toBuilder().setAddress(wanted).build());
        }
        String address = profile.getAddress();
        if (address == null || address.isBlank() || address.equals(EMBEDDED)) {
            return new Embedded();
        }
        if (address.equals(LOCAL)) {
            return new Local(LocalSettings.of(environment));
        }
        Address.checked(address, "TEMPORAL_ADDRESS");
        return new Remote(profile);
    }

    /**
     * A server that a store remembers. Certificates and keys are shown to it only where the environment itself names its address: a
     * store that came from elsewhere must not lead them there.
     */
    static Shared remembered(String address, String namespace, Map<String, String> environment) {
        if (address.equals(LOCAL)) {
            return new Local(LocalSettings.of(environment));
        }
        ClientConfigProfile known;
        try {
            known = profile(environment);
        } catch (UserError e) {
            known = ClientConfigProfile.newBuilder().build();
        }
        ClientConfigProfile.Builder chosen =
                address.equals(known.getAddress()) ? known.toBuilder() : ClientConfigProfile.newBuilder();
        return new Remote(chosen.setAddress(address).setNamespace(namespace).build());
    }

    private static ClientConfigProfile profile(Map<String, String> environment) {
        Map<String, String> said = new HashMap<>(environment);
        said.values().removeIf(String::isBlank);
        try {
            return ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(said)
                    .build());
        } catch (IOException | RuntimeException e) {
            throw UserError.refused(
                    "Temporal's configuration (" + names(said, "TEMPORAL_") + ") cannot be read: " + reason(e)
                            + "; mend it, or go without it with --temporal embedded",
                    e);
        }
    }

    private static String reason(Exception e) {
        return RootCause.of(e) instanceof JsonProcessingException toml && toml.getLocation() != null
                ? toml.getOriginalMessage() + " in line " + toml.getLocation().getLineNr() + ", column "
                        + toml.getLocation().getColumnNr()
                : e.getMessage();
    }

    /** The variables of Temporal's own that are set, and the file that is read beside them. */
    static String names(Map<String, String> environment, String prefix) {
        Stream<String> variables = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(prefix)
                        && !variable.getValue().isBlank())
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals(CONFIG_FILE))
                .sorted();
        return Stream.concat(variables, Stream.of(environment.getOrDefault(CONFIG_FILE, "temporal.toml")))
                .collect(Collectors.joining(", "));
    }

    /** {@code HOST:PORT}. */
    final class Address {
        private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):([0-9]{1,5})");
        private static final int LAST_PORT = 65_535;

        private Address() {}

        static String checked(String address, String where) {
            boolean fits = FORM.matcher(address).matches()
                    && Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)) <= LAST_PORT;
            if (!fits) {
                throw UserError.refused(where + " takes embedded, local or HOST:PORT, such as localhost:7233, not "
                        + (address.contains("@") ? "an address with a name in it" : address));
            }
            return address;
        }
    }
}
