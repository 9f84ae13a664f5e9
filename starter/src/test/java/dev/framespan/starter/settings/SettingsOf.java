package dev.framespan.starter.settings;

import java.util.Map;

/** Settings as another environment would give them. */
public final class SettingsOf {
    private SettingsOf() {}

    public static Settings environment(Map<String, String> variables) {
        return Settings.read(Map.of(), variables);
    }
}
