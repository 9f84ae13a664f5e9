package dev.framespan.activities.media.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.MediaFacts;

/**
 * What decoding the whole of a clip has shown.
 *
 * @param packets null where the clip's packets cannot be copied
 * @param whyNotCopied what keeps them from being copied, to be read after a colon; null where they can be
 */
public record ClipAnalysis(
        MediaFacts facts, PacketOrder packets, @JsonInclude(JsonInclude.Include.NON_NULL) String whyNotCopied) {}
