package dev.framespan.activities.callback;

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
            public boolean received(String path, byte[] body) {
                return all.stream().anyMatch(each -> each.received(path, body));
            }

            @Override
            public Optional<String> proof(String path) {
                return all.stream().flatMap(each -> each.proof(path).stream()).findFirst();
            }
        };
    }

    /**
     * The provider has called. Returns at once; where too many calls wait it forgets this one, and the poll finds what it was about.
     *
     * @param path as it was sent, without what follows a question mark
     * @param body of which nothing is believed
     * @return whether it is a path that was given out
     */
    boolean received(String path, byte[] body);

    /** What is answered to this store's own worker that asks whether its public address leads here; empty for any other path. */
    Optional<String> proof(String path);
}
