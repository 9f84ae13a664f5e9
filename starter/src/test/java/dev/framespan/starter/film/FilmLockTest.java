package dev.framespan.starter.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmLockTest {
    @TempDir
    Path store;

    @Test
    void oneAtATimeWorksOnAFilm() {
        Optional<FilmLock> first = FilmLock.take(store, "storm");
        assertThat(first).isPresent();
        assertThat(FilmLock.take(store, "storm")).isEmpty();
        Optional<FilmLock> other = FilmLock.take(store, "calm");
        assertThat(other).isPresent();
        other.get().close();
        first.get().close();
        Optional<FilmLock> next = FilmLock.take(store, "storm");
        assertThat(next).isPresent();
        next.get().close();
    }
}
