package dev.framespan.activities.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.activities.media.protocol.PacketOrder;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;

/**
 * A clip as it came or was conformed, and what decoding it has shown.
 *
 * @param packets null where they cannot be copied
 * @param preview some small frames of it, Y4M
 * @param whyNotCopied what keeps its packets from being copied, to be read after a colon; null where they can be
 */
public record AnalysedClip(
        Asset clip,
        MediaFacts facts,
        PacketOrder packets,
        Asset preview,
        @JsonInclude(JsonInclude.Include.NON_NULL) String whyNotCopied) {}
