package dev.framespan.stores;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a store needs to be told beside its address, where machines share it.
 *
 * @param bucket as {@code s3://bucket/prefix}; empty where {@code FRAMESPAN_BUCKET} does not say it
 * @param cache folder for this machine's copies of assets, and for what its processes tell each other; may vanish while none of them works
 * @param cacheBytes how many bytes of copies are kept; what is in use may be more
 */
public record StoreSettings(Optional<String> bucket, Path cache, long cacheBytes) {}
