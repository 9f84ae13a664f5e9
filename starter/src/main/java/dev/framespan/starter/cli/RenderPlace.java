package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.components.CommandChoices;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.simulator.SimulatorProgram;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.stores.StoreAddress;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.terms.PaidProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a film is made: its store, the server, and who is paid. */
final class RenderPlace {
    private final RenderOptions options;
    private final Settings settings;
    private final PriceNotice notice;

    RenderPlace(RenderOptions options, Settings settings, PriceNotice notice) {
        this.options = options;
        this.settings = settings;
        this.notice = notice;
    }

    /** A render that makes its film by itself is alone with its store: others see its locks on this machine only. */
    void requireSharedServer() {
        if (options.hostsWorker()
                && options.store()
                        .filter(StoreAddress.Database.class::isInstance)
                        .isPresent()) {
            throw UserError.refused(options.store().get()
                    + ": films of a store that machines share are made by workers of a Temporal server that they share,"
                    + " too; name it with --temporal, and start framespan worker with the same --store");
        }
    }

    /** Says whom the worker in this process pays. */
    void introduce(ProviderChoice provider) {
        if (provider instanceof ProviderChoice.Paid paid) {
            notice.providers(paid.providers(), words(paid.providers()));
            return;
        }
        SimulatorProgram.installed();
        notice.simulator("no "
                + ProviderRealms.variable(
                        provider.realms().byName().keySet().iterator().next(), "API_KEY")
                + ": nothing is bought, the built-in simulator plays the provider"
                + settings.simulatorNote());
    }

    private static String words(List<PaidProvider> paid) {
        String keys = ListFormat.and(paid.stream()
                .map(each -> ProviderRealms.variable(each.name(), "API_KEY"))
                .toList());
        return paid.size() == 1
                ? keys + " is set: the provider at " + paid.get(0).address() + " is paid"
                : keys + " are set: "
                        + ListFormat.and(paid.stream()
                                .map(each -> each.name() + " at " + each.address())
                                .toList())
                        + " are paid";
    }

    /** The store, where it is there already. */
    Optional<Store> held() {
        return settings.inStore(options.store(), () -> settings.stores().openExisting(address()));
    }

    /** Opens the store, or makes it. */
    Store open() {
        Store store = settings.inStore(options.store(), () -> settings.stores().open(address()));
        CommandApplication.component(CommandChoices.class).choose(store, options.server(), options.speed());
        return store;
    }

    private StoreAddress address() {
        Path file = options.file() == null ? Path.of("input") : options.file();
        return StoreLocation.beside(file, options.store());
    }

    void startServer() {
        if (options.server() instanceof TemporalServer.Shared shared) {
            shared.startIfNeeded(notice::say);
        }
    }
}
