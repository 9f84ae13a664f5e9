package dev.framespan.worker;

import dev.framespan.activities.generation.AssetUrls;
import dev.framespan.activities.http.PublicAddress;
import dev.framespan.activities.store.Store;
import dev.framespan.worker.http.AssetAddress;
import dev.framespan.workflows.asset.Asset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where providers fetch a store's assets: under the public address where there is one, else from the store's bucket by signed links, else
 * from this machine, which only a provider sees that runs here.
 */
final class ShownAssets {
    // A task may wait for long before the provider looks at what it is made from.
    private static final Duration LINK = Duration.ofDays(1);

    private final Optional<AssetUrls> outside;
    private final Optional<AssetUrls> links;
    private final boolean areLinksPublic;
    private final Optional<AssetUrls> here;

    private ShownAssets(
            Optional<AssetUrls> outside, Optional<AssetUrls> links, boolean areLinksPublic, Optional<AssetUrls> here) {
        this.outside = outside;
        this.links = links;
        this.areLinksPublic = areLinksPublic;
        this.here = here;
    }

    /**
     * @param any an asset of the store, by which is found out where its links lead
     * @param here where this process shows assets on this machine; empty where another one does
     */
    static ShownAssets of(Store store, Asset any, Optional<URI> publicUrl, Optional<URI> here) throws IOException {
        Optional<URI> link = store.link(any, LINK);
        return new ShownAssets(
                publicUrl.map(AssetAddress::outside).map(AssetUrls::below),
                link.map(first -> asset -> link(store, asset)),
                link.isPresent() && isPublic(link.get().getHost()),
                here.map(AssetUrls::below));
    }

    private static String link(Store store, Asset asset) throws IOException {
        return store.link(asset, LINK)
                .orElseThrow(() -> new IOException("the store hands out no links any more"))
                .toString();
    }

    private static boolean isPublic(String host) {
        if (host == null || PublicAddress.isPlainlyPrivate(host)) {
            return false;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddress::is);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Empty where the provider cannot fetch any. */
    Optional<AssetUrls> to(ProviderAccount account) {
        return outside.or(() -> links.filter(any -> areLinksPublic || account.isLocal()))
                .or(() -> here.filter(urls -> account.isLocal()));
    }

    boolean areSeenByAll(List<ProviderAccount> accounts) {
        return accounts.stream()
                .allMatch(account -> account.isLocal() || to(account).isPresent());
    }
}
