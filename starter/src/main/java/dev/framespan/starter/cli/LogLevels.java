package dev.framespan.starter.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What is logged. The operator sees what concerns a film; the rest is for developers who search for a fault. */
final class LogLevels {
    /** Says its version when the configuration is checked, before Quarkus has set any level. Held, or its level would be forgotten. */
    private static final Logger VALIDATOR = Logger.getLogger("org.hibernate.validator");

    private LogLevels() {}

    /** Before Quarkus starts. */
    static void configure(boolean debug) {
        VALIDATOR.setLevel(Level.WARNING);
        if (debug) {
            System.setProperty("quarkus.log.level", "INFO");
            System.setProperty("quarkus.log.category.\"dev.framespan\".level", "DEBUG");
            System.setProperty("quarkus.log.console.format", "%d{HH:mm:ss.SSS} %-5p [%c{2.}] (%t) %s%e%n");
            System.setProperty("quarkus.log.category.\"io.temporal\".level", "INFO");
            System.setProperty("quarkus.log.category.\"io.quarkus\".level", "INFO");
            // Below these, headers are logged, and a key may be among them.
            System.setProperty("quarkus.log.category.\"io.grpc\".level", "WARN");
            System.setProperty("quarkus.log.category.\"org.apache.hc\".level", "WARN");
        }
    }
}
