package dev.bitunion.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/** The walls of the street: what each stage may touch. */
@AnalyzeClasses(packages = "dev.bitunion", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  private static final String SOURCE = "dev.bitunion.processor.source..";
  private static final String MIRRORS = "javax.lang.model..";

  @ArchTest
  static final ArchRule LAYOUT_KNOWS_NOTHING_BUT_JAVA =
      classes()
          .that()
          .resideInAPackage("dev.bitunion.layout..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "dev.bitunion.layout..");

  @ArchTest
  static final ArchRule READING_WRITES_NOTHING =
      noClasses()
          .that()
          .resideInAPackage("dev.bitunion.processor.read..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(SOURCE, "dev.bitunion.processor.write..").or(type(Filer.class)));

  @ArchTest
  static final ArchRule CHECKS_SEE_THE_MODEL_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.bitunion.processor.check..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      SOURCE,
                      MIRRORS,
                      "dev.bitunion.processor.read..",
                      "dev.bitunion.processor.write..")
                  .or(type(Filer.class)));

  @ArchTest
  static final ArchRule PLANS_AND_MODELS_SEE_NO_COMPILER =
      noClasses()
          .that()
          .resideInAnyPackage("dev.bitunion.processor.plan..", "dev.bitunion.processor.model..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  SOURCE,
                  MIRRORS,
                  "javax.annotation.processing..",
                  "dev.bitunion.processor.read..",
                  "dev.bitunion.processor.write.."));

  /**
   * The source builder itself speaks of {@link Modifier}s; {@link Element} is the originating
   * element.
   */
  @ArchTest
  static final ArchRule WRITERS_SEE_NO_SOURCE =
      noClasses()
          .that()
          .resideInAPackage("dev.bitunion.processor.write..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      MIRRORS, "dev.bitunion.processor.read..", "dev.bitunion.processor.check..")
                  .and(DescribedPredicate.not(type(Element.class)))
                  .and(DescribedPredicate.not(type(Modifier.class))));

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_ANNOTATION_CLASSES =
      noClasses()
          .that()
          .resideInAPackage("dev.bitunion.processor..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.bitunion");

  @ArchTest
  static final ArchRule MODELS_ARE_RECORDS =
      classes()
          .that()
          .resideInAnyPackage("dev.bitunion.processor.model..")
          .and(DescribedPredicate.describe("are no package-info", WallsTest::isType))
          .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(recordOrEnum()));

  private static boolean isType(JavaClass c) {
    return !c.getSimpleName().equals("package-info");
  }

  private static DescribedPredicate<JavaClass> recordOrEnum() {
    return DescribedPredicate.describe(
        "records or enums", c -> c.isRecord() || c.isEnum() || c.isInterface());
  }
}
