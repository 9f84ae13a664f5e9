package dev.framespan.worker.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * A variable that is set to nothing is one that is not set: {@code KLING_MAX_PARALLEL= framespan render …} takes the default, as does
 * a line {@code KLING_API_KEY=} in a container's file of variables.
 *
 * <p>Only the environment and this process's own properties set anything. Quarkus would read {@code .env} and {@code
 * config/application.properties} in the current directory as well: a folder that came from elsewhere could send the key to an address of
 * its author's.
 */
public final class BlankAsUnset implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    /** The ordinal of the environment; that of system properties is higher, that of every file lower. */
    private static final int ENVIRONMENT = 300;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        Property property = ConfigKeys.ALL.get(name);
        if (property == null || value == null || value.getValue() == null) {
            return value;
        }
        if (!value.getValue().isBlank() && value.getConfigSourceOrdinal() >= ENVIRONMENT) {
            return value;
        }
        return property.hasDefaultValue() ? value.withValue(property.getDefaultValue()) : null;
    }
}
