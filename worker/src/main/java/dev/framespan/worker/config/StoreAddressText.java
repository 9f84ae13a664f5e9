package dev.framespan.worker.config;

import dev.framespan.stores.StoreAddress;
import org.eclipse.microprofile.config.spi.Converter;

/** Where a store is, as {@link StoreAddress#of(String)} reads it. */
public final class StoreAddressText implements Converter<StoreAddress> {
    private static final long serialVersionUID = 1L;

    @Override
    public StoreAddress convert(String value) {
        return value.isBlank() ? null : StoreAddress.of(value);
    }
}
