package dev.framespan.activities.media.engine.bitstream;

import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an H.264 decoder must know before the first packet: the record {@code avcC} of ISO/IEC 14496-15, section 5.3.3.1.
 *
 * @param head version, profile, compatibility, level
 * @param lengthBytes of each unit's length in the packets
 * @param sequence sequence parameter sets, whole units
 * @param picture picture parameter sets, whole units
 * @param tail chroma and bit depths, for the high profiles; may be empty
 */
public record ParameterSets(byte[] head, int lengthBytes, List<byte[]> sequence, List<byte[]> picture, byte[] tail)
        implements DecoderConfiguration {
    private static final int PROFILE = 1;
    private static final int COMPATIBILITY = 2;
    private static final int LEVEL = 3;
    private static final int SEQUENCE_SET = 7;
    private static final int PICTURE_SET = 8;

    /** Empty when the bytes are no such record. */
    public static Optional<ParameterSets> parse(byte[] record) {
        if (record.length < 7 || record[0] != 1) {
            return Optional.empty();
        }
        try {
            int[] at = {6};
            List<byte[]> sequence = units(record, record[5] & 31, at);
            int pictures = record[at[0]++] & 255;
            List<byte[]> picture = units(record, pictures, at);
            byte[] tail = Arrays.copyOfRange(record, at[0], record.length);
            if (sequence.isEmpty() || picture.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new ParameterSets(Arrays.copyOf(record, 4), (record[4] & 3) + 1, sequence, picture, tail));
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<byte[]> units(byte[] record, int count, int[] at) {
        List<byte[]> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = (record[at[0]] & 255) << 8 | record[at[0] + 1] & 255;
            int from = at[0] + 2;
            if (size < 2 || from + size > record.length) {
                throw new IndexOutOfBoundsException();
            }
            units.add(Arrays.copyOfRange(record, from, from + size));
            at[0] = from + size;
        }
        return units;
    }

    /**
     * The same with other sets, as they stand between start codes: ITU-T H.264, annex B. The track's name for itself stays.
     *
     * @return empty when none of one kind is among them
     */
    public Optional<ParameterSets> withSets(byte[] stream) {
        List<byte[]> sequences = new ArrayList<>();
        List<byte[]> pictures = new ArrayList<>();
        for (byte[] unit : unitsBetweenStartCodes(stream)) {
            switch (unit[0] & 31) {
                case SEQUENCE_SET -> sequences.add(unit);
                case PICTURE_SET -> pictures.add(unit);
                default -> {}
            }
        }
        return sequences.isEmpty() || pictures.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParameterSets(head, lengthBytes, sequences, pictures, tail));
    }

    public ParameterSets withoutTail() {
        return new ParameterSets(head, lengthBytes, sequence, picture, new byte[0]);
    }

    private static List<byte[]> unitsBetweenStartCodes(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                addUnit(stream, begin, i, units);
                begin = i + 3;
            }
        }
        addUnit(stream, begin, stream.length, units);
        return units;
    }

    /** A unit ends in a bit that is set: zeros after it are of the next start code. */
    private static void addUnit(byte[] stream, int begin, int end, List<byte[]> units) {
        int last = end;
        while (begin >= 0 && last > begin && stream[last - 1] == 0) {
            last--;
        }
        if (begin >= 0 && last > begin) {
            units.add(Arrays.copyOfRange(stream, begin, last));
        }
    }

    /** Whether every set has the number 0, as encoders give it unless told otherwise. */
    public boolean allZero() {
        return sequence.stream().allMatch(unit -> sequenceId(unit) == 0)
                && picture.stream().allMatch(unit -> pictureId(unit) == 0);
    }

    @Override
    public boolean contains(byte[] unit) {
        return has(sequence, unit) || has(picture, unit);
    }

    /**
     * One record for a track whose clips bring different ones.
     *
     * @throws ClipsDisagreeException when two of them give one number to different sets
     */
    public static ParameterSets merge(Collection<ParameterSets> all) {
        ParameterSets merged = null;
        for (ParameterSets next : all) {
            merged = merged == null ? next : merged.with(next);
        }
        return merged;
    }

    private ParameterSets with(ParameterSets other) {
        if (lengthBytes != other.lengthBytes) {
            throw new ClipsDisagreeException("their packets are written in different ways");
        }
        boolean higher = (other.head[PROFILE] & 255) > (head[PROFILE] & 255);
        byte[] both = head.clone();
        both[PROFILE] = higher ? other.head[PROFILE] : head[PROFILE];
        both[COMPATIBILITY] &= other.head[COMPATIBILITY];
        both[LEVEL] = (byte) Math.max(head[LEVEL] & 255, other.head[LEVEL] & 255);
        return new ParameterSets(
                both,
                lengthBytes,
                union(sequence, other.sequence, true),
                union(picture, other.picture, false),
                tail.length > 0 ? tail : other.tail);
    }

    private static List<byte[]> union(List<byte[]> ours, List<byte[]> theirs, boolean sequence) {
        List<byte[]> all = new ArrayList<>(ours);
        for (byte[] unit : theirs) {
            if (has(all, unit)) {
                continue;
            }
            for (byte[] mine : all) {
                if (sequence ? sequenceId(mine) == sequenceId(unit) : pictureId(mine) == pictureId(unit)) {
                    throw new ClipsDisagreeException(
                            "they were encoded with different settings under the same number, so that a player could not"
                                    + " tell one clip's packets from another's");
                }
            }
            all.add(unit);
        }
        return all;
    }

    private static boolean has(List<byte[]> units, byte[] unit) {
        return units.stream().anyMatch(known -> Arrays.equals(known, unit));
    }

    @Override
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.write(0xfc | lengthBytes - 1);
        out.write(0xe0 | sequence.size());
        sequence.forEach(unit -> write(out, unit));
        out.write(picture.size());
        picture.forEach(unit -> write(out, unit));
        out.writeBytes(tail);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, byte[] unit) {
        out.write(unit.length >> 8);
        out.write(unit.length);
        out.writeBytes(unit);
    }

    /** After the unit's header come profile, compatibility and level; then the number. */
    private static int sequenceId(byte[] unit) {
        return exponentialGolomb(unit, 4);
    }

    private static int pictureId(byte[] unit) {
        return exponentialGolomb(unit, 1);
    }

    /** The number that starts at a byte of a unit: as many zeros as bits follow the first one. */
    private static int exponentialGolomb(byte[] unit, int from) {
        int bit = from * 8;
        int zeros = 0;
        while (bit < unit.length * 8 && bit(unit, bit) == 0) {
            zeros++;
            bit++;
        }
        int value = 0;
        for (int i = 0; i <= zeros && bit < unit.length * 8; i++) {
            value = value << 1 | bit(unit, bit++);
        }
        return value - 1;
    }

    private static int bit(byte[] unit, int index) {
        return unit[index / 8] >> 7 - index % 8 & 1;
    }
}
