package dev.framespan.starter;

import dev.framespan.starter.cli.Console;
import dev.framespan.starter.cli.FramespanCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. The command line is read before Quarkus starts: what needs no Quarkus is there at once. */
@QuarkusMain
public final class Framespan {
    private Framespan() {}

    public static void main(String... arguments) {
        System.exit(FramespanCommand.execute(Console.ofProcess(), arguments));
    }
}
