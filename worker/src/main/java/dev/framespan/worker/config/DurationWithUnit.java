package dev.framespan.worker.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A time as Quarkus reads it, but for a bare number: 10 may mean seconds to one reader and minutes to another. */
public final class DurationWithUnit implements Converter<Duration> {
    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String value) {
        if (value.strip().chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException(value + " has no unit");
        }
        return DurationConverter.parseDuration(value);
    }
}
