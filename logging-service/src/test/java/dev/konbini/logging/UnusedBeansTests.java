package dev.konbini.logging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class UnusedBeansTests {

    @Test
    void nothingHasTheAnnotationsThatNobodyLooksFor() {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(LoggingApplication.class);

        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.integration.annotation",
                        "org.springframework.kafka.annotation")
                .check(classes);
    }
}
