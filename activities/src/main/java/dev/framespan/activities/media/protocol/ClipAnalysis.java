package dev.framespan.activities.media.protocol;

import dev.framespan.workflows.asset.MediaFacts;

/**
 * What decoding the whole of a clip has shown.
 *
 * @param packets null where the clip's packets cannot be copied
 */
public record ClipAnalysis(MediaFacts facts, PacketOrder packets) {}
