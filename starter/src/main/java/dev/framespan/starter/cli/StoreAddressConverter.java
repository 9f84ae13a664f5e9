package dev.framespan.starter.cli;

import dev.framespan.stores.StoreAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --store} takes. */
final class StoreAddressConverter implements ITypeConverter<StoreAddress> {
    @Override
    public StoreAddress convert(String text) {
        try {
            return StoreAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("it takes " + e.getMessage());
        }
    }
}
