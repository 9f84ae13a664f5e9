package dev.framespan.starter.cli;
final class CancelCommand {}
