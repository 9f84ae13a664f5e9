package dev.framespan.starter.simulator;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.concurrent.Futures;
import dev.framespan.worker.ProviderAccount;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A provider to work with. The built-in simulator starts while everything else does. */
public final class ProviderSession implements AutoCloseable {
    private final ProviderChoice provider;
    private final CompletableFuture<BuiltInSimulator> simulator;

    private ProviderSession(ProviderChoice provider, CompletableFuture<BuiltInSimulator> simulator) {
        this.provider = provider;
        this.simulator = simulator;
    }

    /** @param simulatorOptions for the built-in simulator, should it play the provider */
    public static ProviderSession begin(ProviderChoice provider, Store store, List<String> simulatorOptions) {
        if (provider instanceof ProviderChoice.Paid) {
            return new ProviderSession(provider, null);
        }
        SimulatorProgram program = SimulatorProgram.installed();
        return new ProviderSession(
                provider,
                CompletableFuture.supplyAsync(
                        () -> BuiltInSimulator.start(program, store.local().resolve("simulator"), simulatorOptions)));
    }

    /** Those of all providers. Waits until the provider can be asked, where it is the built-in one. */
    public List<ProviderAccount> accounts() {
        if (provider instanceof ProviderChoice.Paid paid) {
            return paid.accounts();
        }
        return List.of(((ProviderChoice.BuiltIn) provider).account(started().baseUrl()));
    }

    private BuiltInSimulator started() {
        return Futures.join(simulator);
    }

    @Override
    public void close() {
        if (simulator != null) {
            simulator.handle((started, failure) -> {
                if (started != null) {
                    started.close();
                }
                return null;
            });
        }
    }
}
