package dev.framespan.testkit;

/** Something that is to happen so often, one after another. Guarded by its script. */
final class FakeEvent {
    private int said;
    private int came;

    /** It happens so often from now on. */
    void say(int times) {
        said = times;
        came = 0;
    }

    void sayOnceMore() {
        said++;
    }

    boolean isOver() {
        return came >= said;
    }

    /** Whether it happens now. */
    boolean comes() {
        if (isOver()) {
            return false;
        }
        came++;
        return true;
    }

    /** @param words in which the test has said it */
    String missing(String words) {
        return came == 0 ? words : words + ", of which " + came + " came";
    }

    int said() {
        return said;
    }
}
