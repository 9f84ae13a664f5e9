package dev.framespan.activities.media.engine.bitstream;

import java.util.Optional;

/** What a decoder must know before the first packet, as an MP4's index holds it. */
public interface DecoderConfiguration {
    /** Of each unit's length in the packets. */
    int lengthBytes();

    /** Whether a unit is one of the parameter sets in here. */
    boolean contains(byte[] unit);

    /** The record as it stands in the index. */
    byte[] bytes();

    /** Empty for codecs whose packets are not copied, and when the bytes are no such record. */
    static Optional<? extends DecoderConfiguration> parse(String codec, byte[] record) {
        return switch (codec) {
            case "h264" -> ParameterSets.parse(record);
            case "hevc" -> HevcParameterSets.parse(record);
            default -> Optional.empty();
        };
    }
}
