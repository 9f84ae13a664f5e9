package dev.framespan.activities.callback;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes what the provider calls. */
public interface Callbacks {
    /** Of a store whose provider does not call. */
    Callbacks NONE = new Callbacks() {
        @Override
        public boolean received(String path, byte[] body) {
            return false;
        }

        @Override
        public Optional<String> proof(String path) {
            return Optional.empty();
        }
    };

    /** Several providers' calls at one address: each knows its own paths. */
    static Callbacks of(List<? extends Callbacks> all) {
        return new Callbacks() {
            @Override
            public boolean received(String path, byte[] body) throws IOException {
                for (Callbacks each : all) {
                    if (each.received(path, body)) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public Optional<String> proof(String path) {
                return all.stream().flatMap(each -> each.proof(path).stream()).findFirst();
            }
        };
    }

    /**
     * The provider has called. Returns when what nothing else will tell is written down: which task a submission has become whose answer is not
     * known. Where too many calls wait it forgets this one, and the poll finds what it was about.
     *
     * @param path as it was sent, without what follows a question mark
     * @param body of which nothing is believed
     * @return whether it is a path that was given out
     * @throws IOException when it could not be written down, so that the provider should call once more
     */
    boolean received(String path, byte[] body) throws IOException;

    /** What is answered to this store's own worker that asks whether its public address leads here; empty for any other path. */
    Optional<String> proof(String path);
}
