package dev.framespan.activities.media.engine.bitstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an HEVC decoder must know before the first packet: the record {@code hvcC} of ISO/IEC 14496-15, section 8.3.3.1. It is copied as a
 * whole or not at all.
 *
 * @param lengthBytes of each unit's length in the packets
 * @param units parameter sets and what else stands beside them, whole units
 * @param bytes the record
 */
record HevcParameterSets(int lengthBytes, List<byte[]> units, byte[] bytes) implements DecoderConfiguration {
    private static final int LENGTH = 21;
    private static final int ARRAYS = 22;

    /** Empty when the bytes are no such record. */
    static Optional<HevcParameterSets> parse(byte[] record) {
        if (record.length <= ARRAYS || record[0] != 1) {
            return Optional.empty();
        }
        List<byte[]> units = new ArrayList<>();
        int at = ARRAYS + 1;
        for (int array = record[ARRAYS] & 255; array > 0; array--) {
            if (at + 3 > record.length) {
                return Optional.empty();
            }
            int count = sixteen(record, at + 1);
            at += 3;
            for (; count > 0; count--) {
                int from = at + 2;
                if (from > record.length || from + sixteen(record, at) > record.length) {
                    return Optional.empty();
                }
                at = from + sixteen(record, at);
                units.add(Arrays.copyOfRange(record, from, at));
            }
        }
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(new HevcParameterSets((record[LENGTH] & 3) + 1, units, record));
    }

    private static int sixteen(byte[] record, int at) {
        return (record[at] & 255) << 8 | record[at + 1] & 255;
    }

    @Override
    public boolean contains(byte[] unit) {
        return units.stream().anyMatch(known -> Arrays.equals(known, unit));
    }
}
