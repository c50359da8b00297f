package io.natlens;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Data goes one way, from frames to reports: who may know whom, in all modules. */
@AnalyzeClasses(packages = "io.natlens", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** A package may use those that stand before it. */
    private static final List<String> STAGES = List.of(
            "frame",
            "wire",
            "host",
            "file",
            "live",
            "decode",
            "leg",
            "correlate",
            "translate",
            "explain",
            "report",
            "cli");

    @ArchTest
    static final ArchRule STAGES_USE_ONLY_EARLIER_STAGES =
            classes().that().resideInAPackage("io.natlens..").should(useOnlyEarlierStages());

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.natlens.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_LIVE_KNOWS_LIBPCAP = only("io.natlens.live", "org.pcap4j..", "com.sun.jna..");

    @ArchTest
    static final ArchRule ONLY_REPORT_DRAWS_CHARTS = only("io.natlens.report", "org.jfree..");

    @ArchTest
    static final ArchRule ONLY_FILE_DECOMPRESSES =
            only("io.natlens.file", "io.airlift..", "org.tukaani..", "org.apache.commons.compress..");

    @ArchTest
    static final ArchRule ONLY_CLI_SHOWS_SCREENS = only("io.natlens.cli", "org.jline..");

    @ArchTest
    static final ArchRule ONLY_CLI_PARSES_THE_COMMAND_LINE = only("io.natlens.cli", "org.apache.commons.cli..");

    private static ArchRule only(String ours, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ours)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchCondition<JavaClass> useOnlyEarlierStages() {
        return new ArchCondition<>("use only earlier stages") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                int own = stage(user);
                user.getDirectDependenciesFromSelf().stream()
                        .filter(use -> IS_OURS.test(use.getTargetClass().getBaseComponentType()))
                        .filter(use -> stage(use.getTargetClass().getBaseComponentType()) > own)
                        .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
            }
        };
    }

    private static final DescribedPredicate<JavaClass> IS_OURS =
            DescribedPredicate.describe("ours", type -> type.getPackageName().startsWith("io.natlens."));

    private static int stage(JavaClass type) {
        int stage = STAGES.indexOf(type.getPackageName().substring("io.natlens.".length()));
        if (stage < 0) {
            throw new AssertionError(type.getName() + " is in a package that has no place in " + STAGES);
        }
        return stage;
    }
}
