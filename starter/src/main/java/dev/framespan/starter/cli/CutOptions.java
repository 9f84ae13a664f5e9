package dev.framespan.starter.cli;

import dev.framespan.stores.StoreAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options of {@code framespan cut}.
 *
 * @param store as named by an option or the environment
 * @param decodeAll whether the finished film is decoded whole, to prove it
 */
record CutOptions(
        Path timeline,
        Optional<Path> out,
        Optional<StoreAddress> store,
        boolean decodeAll,
        boolean quiet,
        boolean json) {}
