package dev.framespan.activities.media.engine.bitstream;

import dev.framespan.activities.media.protocol.PacketOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands in H.264 and HEVC packets, unit by unit: only what decides whether they can be copied, and which of them can be left out. */
public final class NalUnits {
    /** Where the two codecs write what, in a unit's first bytes: H.264, section 7.4.1, and HEVC, section 7.4.2.2. */
    public enum Codec {
        H264 {
            @Override
            int kind(byte[] packet, int unit) {
                return packet[unit] & 31;
            }

            @Override
            boolean isSlice(int kind) {
                return kind >= 1 && kind <= 5;
            }

            @Override
            boolean isRefresh(int kind) {
                return kind == 5;
            }

            @Override
            boolean isParameterSet(int kind) {
                return kind == 7 || kind == 8;
            }

            @Override
            boolean isReference(byte[] packet, int unit) {
                return (packet[unit] >> 5 & 3) != 0;
            }

            @Override
            int layer(byte[] packet, int unit) {
                return 0;
            }
        },
        HEVC {
            @Override
            int kind(byte[] packet, int unit) {
                return packet[unit] >> 1 & 63;
            }

            @Override
            boolean isSlice(int kind) {
                return kind < 32;
            }

            @Override
            boolean isRefresh(int kind) {
                return kind == 19 || kind == 20;
            }

            @Override
            boolean isParameterSet(int kind) {
                return kind >= 32 && kind <= 34;
            }

            @Override
            boolean isReference(byte[] packet, int unit) {
                int kind = kind(packet, unit);
                return kind >= 16 || kind % 2 == 1;
            }

            @Override
            int layer(byte[] packet, int unit) {
                return packet[unit + 1] & 7;
            }
        };

        abstract int kind(byte[] packet, int unit);

        abstract boolean isSlice(int kind);

        /** Whether the picture is an instantaneous refresh. */
        abstract boolean isRefresh(int kind);

        abstract boolean isParameterSet(int kind);

        /** Whether pictures of the same layer may lean on it. */
        abstract boolean isReference(byte[] packet, int unit);

        /** Pictures lean on those of their own layer and lower ones alone. */
        abstract int layer(byte[] packet, int unit);

        public static Codec of(String name) {
            return name.equals("hevc") ? HEVC : H264;
        }
    }

    private static final byte NONE = -1;

    private final Codec codec;
    private final DecoderConfiguration known;
    private byte[] disposableLayer = new byte[256];
    private boolean[] refresh = new boolean[256];
    private int packets;
    private int highest;
    private boolean copyable = true;

    public NalUnits(Codec codec, DecoderConfiguration known) {
        this.codec = codec;
        this.known = known;
    }

    /** Packets in the order in which they are decoded. */
    public void add(byte[] packet) {
        if (packets == refresh.length) {
            refresh = Arrays.copyOf(refresh, packets * 2);
            disposableLayer = Arrays.copyOf(disposableLayer, packets * 2);
        }
        int slices = 0;
        boolean allFresh = true;
        boolean reference = false;
        int layer = 0;
        int at = 0;
        int lengthBytes = known.lengthBytes();
        while (at + lengthBytes < packet.length) {
            long size = 0;
            for (int i = 0; i < lengthBytes; i++) {
                size = size << 8 | packet[at + i] & 255;
            }
            int unit = at + lengthBytes;
            if (size < 2 && codec == Codec.HEVC || size < 1 || unit + size > packet.length) {
                copyable = false;
                break;
            }
            at = unit + (int) size;
            int kind = codec.kind(packet, unit);
            if (codec.isSlice(kind)) {
                slices++;
                allFresh &= codec.isRefresh(kind);
                reference |= codec.isReference(packet, unit);
                layer = codec.layer(packet, unit);
            } else if (codec.isParameterSet(kind)) {
                copyable &= known.contains(Arrays.copyOfRange(packet, unit, at));
            }
        }
        highest = Math.max(highest, layer);
        refresh[packets] = slices > 0 && allFresh;
        disposableLayer[packets] = slices > 0 && !reference ? (byte) layer : NONE;
        packets++;
    }

    /** What keeps packets from being copied by what stands in them; null where nothing does. */
    public String whyNotCopied() {
        if (!copyable) {
            return "its packets bring other parameter sets than its index, or are not whole";
        }
        return packets > 0 && refresh[0] ? null : "it begins with no refresh";
    }

    /** Whether the last packet that was added is an instantaneous refresh. */
    public boolean isRefresh() {
        return refresh[packets - 1];
    }

    /** @param shown when the frame of each packet is shown; no two at once */
    public PacketOrder order(long[] shown) {
        long[] sorted = shown.clone();
        Arrays.sort(sorted);
        List<Integer> places = new ArrayList<>(shown.length);
        StringBuilder kinds = new StringBuilder(shown.length);
        int latest = -1;
        for (int i = 0; i < shown.length; i++) {
            int place = Arrays.binarySearch(sorted, shown[i]);
            places.add(place);
            // As many frames before it are decoded as are shown before it, and none of them later: so none after it is
            // shown earlier.
            boolean clean = place == i && latest < place;
            latest = Math.max(latest, place);
            kinds.append(
                    refresh[i] && clean
                            ? PacketOrder.REFRESH
                            : disposableLayer[i] == (byte) highest ? PacketOrder.DISPOSABLE : PacketOrder.REFERENCE);
        }
        return new PacketOrder(places, kinds.toString());
    }
}
