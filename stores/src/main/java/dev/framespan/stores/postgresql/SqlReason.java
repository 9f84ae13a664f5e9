package dev.framespan.stores.postgresql;

import dev.framespan.activities.store.Records;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** What a failure of the database is, and what it is called for the operator. Its states are those of PostgreSQL's appendix A. */
final class SqlReason {
    private static final String BUSY = "55P03";
    private static final String INVALID_PARAMETER = "22023";

    /** Shut down, crashed, starting; out of connections; undone for the sake of another transaction; ended for standing still. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "40001", "40P01", "25P03");

    private SqlReason() {}

    /** Whether the same can succeed a moment later. A failure without a state is one of the pool: it waited for a connection. */
    static boolean isPassing(SQLException e) {
        return e.getSQLState() == null || isLost(e) || PASSING.contains(e.getSQLState());
    }

    /** Whether the session is of no use any more. */
    static boolean isLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return isUnanswered(state) || state.startsWith("57P") || state.equals("25P03");
    }

    /** Class 08, of which 08004 is the driver's word for a server that wants a password and gets none. */
    private static boolean isUnanswered(String state) {
        return state.startsWith("08") && !state.equals("08004");
    }

    /** Whether a transaction was asked for whose number the server has not given yet, since it forgot that in a crash. */
    static boolean isOfTheFuture(SQLException e) {
        return INVALID_PARAMETER.equals(e.getSQLState());
    }

    static IOException exception(SQLException e, PostgresqlUrl url) {
        if (BUSY.equals(e.getSQLState())) {
            return new Records.BusyException("another process is changing the same record");
        }
        return new IOException(sentence(e, url), e);
    }

    /** One sentence with the remedy. */
    static String sentence(SQLException e, PostgresqlUrl url) {
        return url + ": " + sentence(String.valueOf(e.getSQLState()), words(e), url);
    }

    private static String sentence(String state, String words, PostgresqlUrl url) {
        return switch (state) {
            case "28P01", "28000", "08004" -> "PostgreSQL does not let " + url.user() + " in (" + words
                    + "); give the user in the URL, and its password in PGPASSWORD or a password file";
            case "3D000" -> "there is no such database; make it with createdb, or name another one";
            case "42501" -> url.user() + " has not the rights it needs (" + words
                    + "); have an owner of the database run: " + "create schema " + url.schema() + " authorization "
                    + url.user();
            case "53100" -> "the database's disk is full (No space left on device); make room there";
            case "53300" -> "the server has no connection left (" + words
                    + "); raise its max_connections, or start fewer processes";
            case "25006" -> "this server is read-only; name the one that can be written to";
            case "42P01", "3F000" -> "the tables of the store are gone from schema " + url.schema()
                    + "; bring them back from a backup";
            case "57P01", "57P02", "57P03" -> "PostgreSQL is being restarted (" + words + "); try again when it is up";
            case BUSY -> "another process has been making or migrating the store for a minute; try again when it has ended";
            case "null" -> "no connection to PostgreSQL was free in time (" + words
                    + "); start fewer processes, or look why it is slow";
            default -> isUnanswered(state)
                    ? "PostgreSQL does not answer (" + words + "); start it, or name another one"
                    : words;
        };
    }

    /** The server's own words, in one line and without its hints. */
    private static String words(SQLException e) {
        String words = e instanceof PSQLException told && told.getServerErrorMessage() != null
                ? told.getServerErrorMessage().getMessage()
                : e.getMessage();
        String line = String.valueOf(words).lines().findFirst().orElse("").strip();
        String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return bare.isEmpty() ? e.getSQLState() : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }
}
