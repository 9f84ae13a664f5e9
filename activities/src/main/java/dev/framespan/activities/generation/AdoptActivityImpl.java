package dev.framespan.activities.generation;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Purchase;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** See {@link AdoptActivity}. */
public final class AdoptActivityImpl implements AdoptActivity {
    private final Catalogue catalogue;
    private final ProviderRealms realms;
    private final List<Provider> makers;
    private final PurchaseCheck check;
    private final TaskAdoption adoption;

    /**
     * @param provider by whose catalogue purchases are made
     * @param makers all providers of the worker: the one that makes the model is asked
     */
    public AdoptActivityImpl(
            Store store, Provider provider, ProviderRealms realms, List<Provider> makers, Clock clock) {
        this.catalogue = provider.catalogue();
        this.realms = realms;
        this.makers = List.copyOf(makers);
        this.check = new PurchaseCheck(store, catalogue, false);
        this.adoption = new TaskAdoption(store, clock);
    }

    @Override
    public void adopt(Purchase asked, String task) {
        try {
            Purchase purchase = asked.filledIn(catalogue);
            adopt(purchase, maker(purchase), task);
        } catch (IOException e) {
            throw ApplicationFailure.newFailure("the store cannot be read: " + e.getMessage(), "Store");
        }
    }

    private Provider maker(Purchase purchase) {
        String model = purchase.request().model();
        return realms.of(catalogue, model)
                .flatMap(realm -> makers.stream()
                        .filter(each -> each.realm().equals(realm))
                        .findFirst())
                .orElseThrow(() ->
                        refused(realms.whyNot(catalogue, model).orElse("no provider of this worker makes " + model)));
    }

    private void adopt(Purchase purchase, Provider provider, String task) throws IOException {
        String fingerprint = Fingerprint.of(provider.realm(), purchase.request(), check.words(purchase));
        try {
            adoption.adopt(provider, purchase, fingerprint, task);
        } catch (TaskAdoption.RefusedException e) {
            throw refused(e.getMessage());
        } catch (ProviderException e) {
            throw ApplicationFailure.newFailure("the provider could not be asked: " + e.getMessage(), "Provider");
        }
    }

    private static ApplicationFailure refused(String reason) {
        return ApplicationFailure.newNonRetryableFailure(reason, REFUSED);
    }
}
