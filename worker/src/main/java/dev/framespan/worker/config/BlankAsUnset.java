package dev.framespan.worker.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * A variable that is set to nothing is one that is not set: {@code KLING_MAX_PARALLEL= framespan render …} takes the default, as does
 * a line {@code KLING_API_KEY=} in a container's file of variables. A file {@code .env} in the current directory, which Quarkus
 * would read, sets nothing here: a folder that came from elsewhere could send the key to an address of its author's.
 */
public final class BlankAsUnset implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    /** The ordinal of {@code .env}, below the environment's 300. */
    private static final int DOT_ENV = 295;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        Property property = ConfigKeys.ALL.get(name);
        if (property == null || value == null || value.getValue() == null) {
            return value;
        }
        if (!value.getValue().isBlank() && value.getConfigSourceOrdinal() != DOT_ENV) {
            return value;
        }
        return property.hasDefaultValue() ? value.withValue(property.getDefaultValue()) : null;
    }
}
