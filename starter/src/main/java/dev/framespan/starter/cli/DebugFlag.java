package dev.framespan.starter.cli;

import picocli.CommandLine.ParseResult;

/** Whether the operator wants to see more. */
final class DebugFlag {
    private DebugFlag() {}

    static boolean isWanted(ParseResult parsed) {
        for (ParseResult part = parsed; part != null; part = part.subcommand()) {
            if (part.hasMatchedOption("--debug")) {
                return true;
            }
        }
        return false;
    }
}
