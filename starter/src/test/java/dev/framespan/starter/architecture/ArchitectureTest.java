package dev.framespan.starter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. The simulator is a program of its own, and on no class path of the product. */
@AnalyzeClasses(
        packages = "dev.framespan",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoServersOfTests.class})
class ArchitectureTest {
    /** Other modules' tests come in jars. */
    static final class NoServersOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String WORKFLOWS = "dev.framespan.workflows..";
    private static final String ENGINE = "dev.framespan.activities.media.engine";

    @ArchTest
    static final ArchRule dependenciesPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("starter")
            .definedBy("dev.framespan.starter..")
            .layer("worker")
            .definedBy("dev.framespan.worker..")
            .layer("stores")
            .definedBy("dev.framespan.stores..")
            .layer("activities")
            .definedBy("dev.framespan.activities..")
            .layer("workflows")
            .definedBy(WORKFLOWS)
            .whereLayer("starter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("starter")
            .whereLayer("stores")
            .mayOnlyBeAccessedByLayers("worker", "starter")
            .whereLayer("activities")
            .mayOnlyBeAccessedByLayers("stores", "worker", "starter")
            .whereLayer("workflows")
            .mayOnlyBeAccessedByLayers("stores", "activities", "worker", "starter");

    @ArchTest
    static final ArchRule workflowsKnowTemporalJacksonAndAYamlReaderOnly = classes()
            .that()
            .resideInAnyPackage(WORKFLOWS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.framespan..", "java..", "io.temporal..", "com.fasterxml.jackson..", "org.snakeyaml.engine..");

    @ArchTest
    static final ArchRule workflowsOpenNoConnection = noClasses()
            .that()
            .resideInAnyPackage(WORKFLOWS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    static final ArchRule oneHttpClientMakesEveryCall = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule onlyTheMediaEngineLoadsFfmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("dev.framespan.activities.media.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    /** What runs in a process of its own is reached by its jobs; the one class that starts that process names the one that it runs. */
    @ArchTest
    static final ArchRule nothingCallsIntoTheMediaEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "..")
            .should()
            .dependOnClassesThat(resideInAPackage(ENGINE + "..").and(not(name(ENGINE + ".EngineMain"))));

    @ArchTest
    static final ArchRule oneClassStartsTheMediaEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "..")
            .and()
            .doNotHaveFullyQualifiedName("dev.framespan.activities.media.EngineProcess")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + "..");

    @ArchTest
    static final ArchRule noPackagesNeedEachOther =
            slices().matching("dev.framespan.(**)").should().beFreeOfCycles();

    /** Packets, frames and samples at the bottom; a clip knows of no film, and a film of no contact sheet. */
    @ArchTest
    static final ArchRule theMediaEngineIsBuiltFromTheBottomUp = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("jobs")
            .definedBy(ENGINE)
            .layer("sheet")
            .definedBy(ENGINE + ".sheet..")
            .layer("film")
            .definedBy(ENGINE + ".film..")
            .layer("clip")
            .definedBy(ENGINE + ".clip..")
            .layer("sound")
            .definedBy(ENGINE + ".sound..")
            .layer("picture")
            .definedBy(ENGINE + ".picture..")
            .layer("ffmpeg")
            .definedBy(ENGINE + ".ffmpeg..")
            .layer("bitstream")
            .definedBy(ENGINE + ".bitstream..")
            .whereLayer("jobs")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sheet")
            .mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("film")
            .mayOnlyBeAccessedByLayers("jobs")
            .whereLayer("clip")
            .mayOnlyBeAccessedByLayers("film", "sheet", "jobs")
            .whereLayer("sound")
            .mayOnlyBeAccessedByLayers("clip", "film", "sheet", "jobs")
            .whereLayer("picture")
            .mayOnlyBeAccessedByLayers("clip", "film", "sheet", "jobs")
            .whereLayer("ffmpeg")
            .mayOnlyBeAccessedByLayers("picture", "sound", "clip", "film", "sheet", "jobs")
            .whereLayer("bitstream")
            .mayOnlyBeAccessedByLayers("clip", "film");

    /** Reading knows nothing of the rules, checking knows how to read, and neither knows what a film is made with. */
    @ArchTest
    static final ArchRule aStoryboardIsReadThenCheckedThenPlanned = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("reading")
            .definedBy("dev.framespan.workflows.storyboard.reading..")
            .layer("checking")
            .definedBy("dev.framespan.workflows.storyboard.checking..")
            .layer("planning")
            .definedBy("dev.framespan.workflows.planning..")
            .whereLayer("planning")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("checking")
            .mayOnlyBeAccessedByLayers("planning")
            .whereLayer("reading")
            .mayOnlyBeAccessedByLayers("checking", "planning");

    @ArchTest
    static final ArchRule aStoryboardKnowsNothingOfFilms = noClasses()
            .that()
            .resideInAPackage("dev.framespan.workflows.storyboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.framespan.workflows.film..",
                    "dev.framespan.workflows.studio..",
                    "dev.framespan.workflows.planning..");

    /** It has the words for a transition or a gain from there, and has nothing cut. */
    @ArchTest
    static final ArchRule aStoryboardCutsNothing = noClasses()
            .that()
            .resideInAPackage("dev.framespan.workflows.storyboard..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.framespan.workflows.assembly.AssemblyActivity");

    @ArchTest
    static final ArchRule whatCutsKnowsNoStoryboard = noClasses()
            .that()
            .resideInAPackage("dev.framespan.workflows.assembly..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.framespan.workflows.storyboard..");

    @ArchTest
    static final ArchRule timeIsJavaTime = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Calendar");

    @ArchTest
    static final ArchRule wordsLeaveThroughTheConsoleAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.framespan.activities.media.engine..")
            .and()
            .doNotHaveFullyQualifiedName("dev.framespan.starter.cli.Console")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.PrintStream")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");
}
