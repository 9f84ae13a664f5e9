package dev.framespan.worker.config;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.HashMap;
import java.util.Map;

/** Every key of ours with what its mapping says of it. */
final class ConfigKeys {
    static final Map<String, Property> ALL = all();

    private ConfigKeys() {}

    private static Map<String, Property> all() {
        Map<String, Property> all = new HashMap<>();
        for (Class<?> mapping : new Class<?>[] {KlingConfig.class, FramespanConfig.class}) {
            all.putAll(ConfigMappings.getProperties(ConfigClass.configClass(mapping)));
        }
        return Map.copyOf(all);
    }
}
