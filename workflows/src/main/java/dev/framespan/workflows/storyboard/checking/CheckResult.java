package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.FilmLength;
import dev.framespan.workflows.storyboard.MediaSources;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.List;
import java.util.Optional;

/** What the checker says of a storyboard. */
public final class CheckResult {
    private final String film;
    private final Storyboard storyboard;
    private final MediaSources sources;
    private final Estimate estimate;
    private final FilmLength length;
    private final List<Fault> faults;
    private final List<Fault> warnings;

    private CheckResult(
            String film,
            Storyboard storyboard,
            MediaSources sources,
            Estimate estimate,
            FilmLength length,
            FaultCollector faults) {
        this.film = film;
        this.storyboard = storyboard;
        this.sources = sources;
        this.estimate = estimate;
        this.length = length;
        this.faults = faults.of(Fault.Severity.FAULT);
        this.warnings = faults.of(Fault.Severity.WARNING);
    }

    public static CheckResult faulty(String film, FaultCollector faults) {
        return new CheckResult(film, null, null, null, null, faults);
    }

    public static CheckResult faultless(
            Storyboard storyboard, MediaSources sources, Estimate estimate, FilmLength length, FaultCollector faults) {
        return new CheckResult(storyboard.id(), storyboard, sources, estimate, length, faults);
    }

    /** All that must be mended before anything is bought, in the file's order. */
    public List<Fault> faults() {
        return faults;
    }

    /** What is worth knowing before money is spent, in the file's order. */
    public List<Fault> warnings() {
        return warnings;
    }

    public boolean isFaultless() {
        return faults.isEmpty();
    }

    /** The film's id, known for many a faulty storyboard, too. */
    public Optional<String> film() {
        return Optional.ofNullable(film);
    }

    /**
     * The film, every default filled in.
     *
     * @throws IllegalStateException when there are faults
     */
    public Storyboard storyboard() {
        needFaultless();
        return storyboard;
    }

    /**
     * What it costs.
     *
     * @throws IllegalStateException when there are faults
     */
    public Estimate estimate() {
        needFaultless();
        return estimate;
    }

    /**
     * How long it is.
     *
     * @throws IllegalStateException when there are faults
     */
    public FilmLength length() {
        needFaultless();
        return length;
    }

    /**
     * Where the author's own pictures, videos and sounds are.
     *
     * @throws IllegalStateException when there are faults
     */
    public MediaSources sources() {
        needFaultless();
        return sources;
    }

    private void needFaultless() {
        if (!isFaultless()) {
            throw new IllegalStateException("a storyboard with faults is no film: " + faults.get(0));
        }
    }
}
