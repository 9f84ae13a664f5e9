package dev.framespan.starter.cli;

/** What is logged. People are told what concerns them; the rest is for whoever looks for a fault. */
final class LogLevels {
    private LogLevels() {}

    /** Before Quarkus starts. */
    static void configure(boolean debug) {
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
