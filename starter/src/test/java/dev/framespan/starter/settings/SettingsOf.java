package dev.framespan.starter.settings;

import java.util.Map;

/** Settings as another environment would give them. */
public final class SettingsOf {
    private SettingsOf() {}

    public static EnvironmentSettings environment(Map<String, String> variables) {
        return EnvironmentSettings.read(Map.of(), variables);
    }
}
