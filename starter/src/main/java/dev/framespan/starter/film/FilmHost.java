package dev.framespan.starter.film;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.account.Provider;
import dev.framespan.starter.simulator.BuiltInSimulator;
import dev.framespan.starter.simulator.SimulatorProgram;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.WorkerSettings;
import io.temporal.client.WorkflowClient;
import java.util.List;

/** A worker with everything it needs in this process: its provider, too, where that is the built-in simulator. */
public final class FilmHost implements AutoCloseable {
    private final BuiltInSimulator simulator;
    private final FramespanWorker worker;

    private FilmHost(BuiltInSimulator simulator, FramespanWorker worker) {
        this.simulator = simulator;
        this.worker = worker;
    }

    /**
     * Starts to work on a store's films.
     *
     * @param simulatorOptions for the built-in simulator, should it play the provider
     */
    public static FilmHost start(
            WorkflowClient client,
            DirectoryStore store,
            Provider provider,
            WorkerSettings settings,
            List<String> simulatorOptions) {
        BuiltInSimulator simulator = null;
        ProviderAccount account;
        if (provider instanceof Provider.BuiltIn builtIn) {
            simulator = BuiltInSimulator.start(
                    SimulatorProgram.installed(), store.root().resolve("simulator"), simulatorOptions);
            account = builtIn.account(simulator.baseUrl());
        } else {
            account = ((Provider.Paid) provider).account();
        }
        try {
            return new FilmHost(simulator, FramespanWorker.start(client, store, account, settings));
        } catch (RuntimeException e) {
            if (simulator != null) {
                simulator.close();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        worker.close();
        if (simulator != null) {
            simulator.close();
        }
    }
}
