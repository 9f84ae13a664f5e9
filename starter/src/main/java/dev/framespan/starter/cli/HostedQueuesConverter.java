package dev.framespan.starter.cli;

import dev.framespan.worker.config.HostedQueues;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code media,assemble}. */
final class HostedQueuesConverter implements ITypeConverter<HostedQueues> {
    @Override
    public HostedQueues convert(String names) {
        try {
            return HostedQueues.parse(names);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("it takes " + e.getMessage() + "; not " + names);
        }
    }
}
