package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class SafeLogFilterTest {
    private static final PatternFormatter FORMAT = new PatternFormatter("framespan: %s%e%n");

    @Test
    void aLoggedLineIsOneLineThatNoTerminalObeys() {
        ExtLogRecord printf = new ExtLogRecord(Level.WARNING, "no %s here", ExtLogRecord.FormatStyle.PRINTF, "x");
        printf.setParameters(new Object[] {"100 %\u009B31m\nframespan: all is well"});
        assertThat(logged(printf)).isEqualTo("framespan: no 100 %\uFFFD31m\uFFFDframespan: all is well here\n");

        LogRecord plain = new LogRecord(Level.WARNING, "said {0}");
        plain.setParameters(new Object[] {"{1}\u202E"});
        assertThat(logged(plain)).isEqualTo("framespan: said {1}\uFFFD\n");
    }

    @Test
    void whatLedToAFailureIsToldWithItsPlacesAndHarmlessWords() {
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "x");
        record.setThrown(
                new IllegalStateException("a\nframespan: all is well", new IOException("b\u001B[2J\nframespan: c")));
        assertThat(logged(record).lines())
                .noneMatch(line -> line.startsWith("framespan: all") || line.startsWith("framespan: c"))
                .anySatisfy(line -> assertThat(line).contains("IllegalStateException: a\uFFFDframespan: all is well"))
                .anySatisfy(line -> assertThat(line).contains("java.io.IOException: b\uFFFD[2J\uFFFDframespan: c"))
                .anySatisfy(line -> assertThat(line).startsWith("\tat dev.framespan.starter.cli.SafeLogFilterTest"));
    }

    @Test
    void causesThatFormACircleAreToldToSomeDepth() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);
        one.addSuppressed(other);
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "x");
        record.setThrown(one);
        assertThat(logged(record)).contains("one", "other");
    }

    private static String logged(LogRecord record) {
        assertThat(new SafeLogFilter().isLoggable(record)).isTrue();
        StringWriter words = new StringWriter();
        new PrintWriter(words, true).print(FORMAT.format(ExtLogRecord.wrap(record)));
        return words.toString();
    }
}
