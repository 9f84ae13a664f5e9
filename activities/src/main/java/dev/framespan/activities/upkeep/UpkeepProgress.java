package dev.framespan.activities.upkeep;

/** Hears how far the upkeep of a store has come. */
public interface UpkeepProgress {
    /** Hears nothing. */
    UpkeepProgress NONE = new UpkeepProgress() {
        @Override
        public void hashed(long bytes, long all) {
            // nobody looks
        }

        @Override
        public void read(long records) {
            // nobody looks
        }

        @Override
        public void discarded(long assets, long all) {
            // nobody looks
        }

        @Override
        public void copied(long bytes, long all) {
            // nobody looks
        }
    };

    /** Bytes of assets, of all that there are. */
    void hashed(long bytes, long all);

    /** Records so far; how many there are is not known before. */
    void read(long records);

    /** Assets, of all that are taken away. */
    void discarded(long assets, long all);

    /** Bytes of assets that are copied or found there already, of all. */
    void copied(long bytes, long all);
}
