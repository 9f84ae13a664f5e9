package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.config.ConfigRefusal;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.Application;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Instance;
import java.util.function.ToIntFunction;

/**
 * Quarkus around what a command does: it reads the configuration, logs, and makes and ends the components. Its own runner would print where a
 * start failed, and wait for an end that no command needs.
 */
final class CommandApplication {
    private CommandApplication() {}

    /**
     * Does inside Quarkus what a command is for.
     *
     * @return the exit code
     * @throws UserError when variables have values that they cannot have; it names all of them
     */
    static int run(boolean debug, ToIntFunction<Settings> command) {
        LogLevels.configure(debug);
        try (Application application = application()) {
            start(application);
            return command.applyAsInt(component(Settings.class));
        }
    }

    /** A component that CDI makes, or has made already. */
    static <T> T component(Class<T> type) {
        return components().select(type).get();
    }

    static Instance<Object> components() {
        return Arc.container().select(Object.class);
    }

    private static Application application() {
        try {
            return (Application) Class.forName(Application.APP_CLASS_NAME)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Application application) {
        try {
            application.start(new String[0]);
        } catch (RuntimeException e) {
            throw ConfigRefusal.sentences(e, CommandApplication::given)
                    .map(sentences -> UserError.refused(sentences, e))
                    .orElseThrow(() -> e);
        }
    }

    /** Quarkus has not started, so the sources are asked once more for what the operator wrote. */
    private static String given(String key) {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .build()
                .getConfigValue(key)
                .getValue();
    }
}
