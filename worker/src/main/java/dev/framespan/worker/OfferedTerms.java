package dev.framespan.worker;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.terms.PaidProvider;
import dev.framespan.workflows.terms.Terms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** What a worker tells those who ask on which terms it makes films. */
final class OfferedTerms {
    private OfferedTerms() {}

    /** All providers that are paid, the first one first. */
    static List<PaidProvider> paid(List<ProviderAccount> accounts) {
        return accounts.stream().flatMap(account -> account.paid().stream()).toList();
    }

    /** Keeps the catalogue by which is priced. */
    static Asset catalogue(Store store, WorkerSettings settings) throws IOException {
        byte[] catalogue = settings.catalogue().toJson();
        return store.keep(new ByteArrayInputStream(catalogue), catalogue.length, MediaType.JSON);
    }

    static Terms of(Asset catalogue, List<ProviderAccount> accounts, ShownAssets shown) {
        ProviderAccount first = accounts.get(0);
        List<PaidProvider> paid = paid(accounts);
        boolean usual = paid.size() == 1 && paid.get(0).name().equals(Defaults.PROVIDER);
        return new Terms(
                first.realm(),
                first.baseUrl().toString(),
                catalogue,
                shown.areSeenByAll(accounts),
                first.dailyUsd().isPresent() ? true : null,
                usual ? List.of() : paid);
    }
}
