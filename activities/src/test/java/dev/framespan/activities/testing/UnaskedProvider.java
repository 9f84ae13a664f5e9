package dev.framespan.activities.testing;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A provider of which nothing is asked but what a test says itself. */
public class UnaskedProvider implements Provider {
    @Override
    public TaskStatus status(String task) throws ProviderException {
        throw new AssertionError("no state is asked for");
    }

    @Override
    public String realm() {
        return "example.org";
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public Catalogue catalogue() {
        throw new AssertionError("nothing is bought");
    }

    @Override
    public String submit(GenerationRequest request, List<String> pictures, Instant fence) {
        throw new AssertionError("nothing is bought");
    }

    @Override
    public Asset speak(GenerationRequest request, SoundKeeper keeper, Instant fence) {
        throw new AssertionError("nothing is bought");
    }

    @Override
    public void probe() {
        throw new AssertionError("nothing is probed");
    }

    @Override
    public Optional<Refund> cancel(String task) {
        throw new AssertionError("nothing is cancelled");
    }
}
