/**
 * Tests of workflows of one's own, without a provider, a disk or FFmpeg: {@link dev.framespan.testkit.StudioExtension} runs them, {@link
 * dev.framespan.testkit.FakeProvider} says what happens, {@link dev.framespan.testkit.Histories} replays what running ones have left.
 */
package dev.framespan.testkit;
