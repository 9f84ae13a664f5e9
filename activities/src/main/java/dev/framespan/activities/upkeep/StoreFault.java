package dev.framespan.activities.upkeep;

/**
 * Something in a store that is not as it should be.
 *
 * @param place the record's key or the asset's file, seen from the store's folder
 * @param what is wrong
 * @param cure what the operator can do about it
 */
public record StoreFault(String place, String what, String cure) {
    @Override
    public String toString() {
        return place + ": " + what + "; " + cure;
    }
}
