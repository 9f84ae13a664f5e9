package dev.framespan.starter.cli;

import dev.framespan.starter.exit.SafeStackTrace;
import dev.framespan.workflows.text.SafeText;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged, by us or by a library, comes to the console as one line that no terminal obeys. */
@LoggingFilter(name = SafeLogFilter.NAME)
public final class SafeLogFilter implements Filter {
    static final String NAME = "harmless";

    /** Fills a message's parameters in, whichever way the library that logs it writes them. */
    private static final Formatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = SafeText.line(MESSAGE.format(record));
        record.setParameters(null);
        record.setMessage(message);
        record.setLoggerName(SafeText.line(String.valueOf(record.getLoggerName())));
        if (record.getThrown() != null) {
            record.setThrown(SafeStackTrace.by(record.getThrown()));
        }
        return true;
    }
}
