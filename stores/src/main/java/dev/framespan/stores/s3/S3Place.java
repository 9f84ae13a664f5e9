package dev.framespan.stores.s3;

import dev.framespan.activities.store.StoreException;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a store's assets are in a bucket: {@code s3://bucket/prefix}, and under it {@code assets/<first two>/<hash>.<extension>}, as in a
 * folder.
 *
 * @param prefix with a slash at its end; empty for the whole bucket
 */
record S3Place(String bucket, String prefix) {
    private static final String ASIDE = ".damaged";
    private static final Pattern URL =
            Pattern.compile("s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?<prefix>[A-Za-z0-9!_.*'()/-]*))?");
    private static final Pattern NAME =
            Pattern.compile("assets/[0-9a-f]{2}/(?<hash>[0-9a-f]{64})\\.(?<type>[a-z0-9]+)(?<aside>\\.damaged)?");

    /** @throws StoreException when it is none */
    static S3Place parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            // What it says may be a key that was put into it.
            throw new StoreException(
                    "the bucket's URL is not one of S3; write s3://bucket or s3://bucket/folder, and say the"
                            + " server and the keys in AWS_ENDPOINT_URL_S3, AWS_REGION and AWS_PROFILE, or the SDK's other settings");
        }
        String prefix =
                matcher.group("prefix") == null ? "" : matcher.group("prefix").replaceAll("/+$", "");
        return new S3Place(matcher.group("bucket"), prefix.isEmpty() ? "" : prefix + "/");
    }

    /** Before the keys of all assets. */
    String assets() {
        return prefix + "assets/";
    }

    /** The object that says whose bucket this is. */
    String mark() {
        return assets() + "owner";
    }

    String key(Asset asset) {
        return assets() + asset.sha256().substring(0, 2) + "/" + asset.fileName();
    }

    String key(StoredAsset stored) {
        String key = assets() + stored.sha256().substring(0, 2) + "/" + stored.fileName();
        return stored.damaged() ? aside(key) : key;
    }

    /** Where what is left of a damaged asset is laid. */
    static String aside(String key) {
        return key + ASIDE;
    }

    /** @return empty where a key is none of an asset */
    Optional<StoredAsset> stored(String key, long bytes, Instant keptAt) {
        Matcher name = NAME.matcher(key.startsWith(prefix) ? key.substring(prefix.length()) : "");
        return name.matches()
                ? MediaType.ofExtension(name.group("type"))
                        .map(type ->
                                new StoredAsset(name.group("hash"), type, bytes, keptAt, name.group("aside") != null))
                : Optional.empty();
    }

    /** For messages. */
    @Override
    public String toString() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }
}
