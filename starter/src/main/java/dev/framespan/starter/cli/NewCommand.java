package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.scaffold.Scaffold;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan new}. */
@Command(
        name = "new",
        sortOptions = false,
        description = {
            "Write a project for a workflow of your own into a folder of its name: a Maven pom, a workflow that makes a film, its"
                    + " tests, an input and a README.",
            "mvn verify in it tests and builds it, framespan run makes its film."
        })
final class NewCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "Of the project, in small letters: my-film has a workflow MyFilm.")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The package of its classes, such as com.example.films (the name without its hyphens).")
    private String javaPackage;

    @Mixin
    private CommonOptions common;

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String version = Version.number()
                .orElseThrow(() ->
                        UserError.failed("this copy of Framespan does not know its version; start it by its launcher"));
        Scaffold project = new Scaffold(name, Optional.ofNullable(javaPackage), version);
        console.say(project.write(Path.of("")) + " is there; next:");
        project.next().forEach(console::result);
        return ExitCode.DONE.number();
    }
}
