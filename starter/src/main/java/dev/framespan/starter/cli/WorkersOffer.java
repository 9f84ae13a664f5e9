package dev.framespan.starter.cli;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.terms.PaidProvider;
import dev.framespan.workflows.terms.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Who is paid by the workers on a Temporal server, and by which catalogue. */
record WorkersOffer(Terms terms, TemporalServer server) {
    boolean isPaid() {
        return !terms.realm().equals(Realm.SIMULATOR);
    }

    /** All providers that they pay, the first one first. */
    List<PaidProvider> paid() {
        return terms.providers().isEmpty()
                ? List.of(new PaidProvider(Defaults.PROVIDER, terms.realm(), terms.provider()))
                : terms.providers();
    }

    boolean hasDaysLimit() {
        return Boolean.TRUE.equals(terms.daysLimit());
    }

    /**
     * Without a key of its own a command spends money only where the operator says so.
     *
     * @throws UserError when this one has neither a key nor the operator's word
     */
    void requireConsentToSpend(ProviderChoice provider, boolean yes) {
        boolean spends = provider instanceof ProviderChoice.BuiltIn && isPaid();
        if (spends && !yes && !TerminalProgress.isAnswerable()) {
            throw UserError.refused("this command has no KLING_API_KEY, and the workers on " + server + " pay "
                    + ListFormat.and(paid().stream().map(PaidProvider::realm).toList())
                    + ": say --yes to spend that money, or start a worker without a key, which has the simulator;"
                    + " nothing was started");
        }
    }

    String words() {
        return "the workers on " + server
                + (isPaid()
                        ? " pay "
                                + ListFormat.and(paid().stream()
                                        .map(each -> each.realm() + " (" + each.address() + ")")
                                        .toList())
                        : " pay nothing: the simulator at " + terms.provider() + " plays the provider");
    }

    /** @param store which the workers share with this command */
    Catalogue catalogue(Store store) {
        try {
            return Catalogue.ofJson(Files.readAllBytes(store.file(terms.catalogue())));
        } catch (IOException e) {
            throw UserError.failed(
                    store.place() + ": the workers' catalogue cannot be read (" + IoReason.of(e)
                            + "): worker and render need the same store, see --store",
                    e);
        }
    }
}
