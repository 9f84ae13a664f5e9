package dev.framespan.activities.generation;

import dev.framespan.workflows.generation.ProviderTask;

/** What those who wait for tasks may leave to the provider's calls, and whether they came. */
public interface ExpectedCallbacks extends AutoCloseable {
    /** Of a provider that does not call, or of films that its calls cannot wake. */
    ExpectedCallbacks NONE = new ExpectedCallbacks() {
        @Override
        public boolean isExpected(ProviderTask task) {
            return false;
        }

        @Override
        public void found(ProviderTask task) {}

        @Override
        public void close() {}
    };

    /** Whether the provider will tell of the task's end, as far as can be known, and has not done so yet. */
    boolean isExpected(ProviderTask task);

    /** The end of a task was found by asking. */
    void found(ProviderTask task);

    @Override
    void close();
}
