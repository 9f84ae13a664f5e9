package dev.framespan.starter.cli;

/** What of a finished film is decoded to prove it, in the operator's own letters. */
enum Verify {
    joins,
    full
}
