package dev.bitunion.mmuroles;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** The arrows between packages point down only. */
@AnalyzeClasses(
    packages = "dev.bitunion.mmuroles",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String ROOT = "dev.bitunion.mmuroles.";

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layers(
              "arch",
              "role",
              "profile",
              "mmu",
              "shadow",
              "vcpu",
              "check",
              "scenario",
              "defect",
              "trace",
              "audit",
              "verdict",
              "conform",
              "cli")
          .whereLayer("arch")
          .mayNotAccessAnyLayer()
          .whereLayer("role")
          .mayOnlyAccessLayers("arch")
          .whereLayer("profile")
          .mayOnlyAccessLayers("arch", "role")
          .whereLayer("mmu")
          .mayOnlyAccessLayers("arch", "role")
          .whereLayer("shadow")
          .mayOnlyAccessLayers("arch", "role", "mmu")
          .whereLayer("vcpu")
          .mayOnlyAccessLayers("arch", "role", "mmu", "shadow")
          .whereLayer("check")
          .mayOnlyAccessLayers("arch", "role", "mmu", "shadow", "vcpu")
          .whereLayer("scenario")
          .mayOnlyAccessLayers("arch", "role", "mmu", "shadow", "vcpu")
          .whereLayer("defect")
          .mayOnlyAccessLayers(
              "arch", "role", "mmu", "shadow", "vcpu", "check", "scenario", "trace")
          .whereLayer("audit")
          .mayOnlyAccessLayers("arch", "role", "profile")
          .whereLayer("trace")
          .mayOnlyAccessLayers("arch", "role", "profile")
          .whereLayer("verdict")
          .mayOnlyAccessLayers("arch", "role", "mmu", "shadow", "vcpu", "trace")
          .whereLayer("conform")
          .mayOnlyAccessLayers("arch", "role", "mmu", "shadow", "vcpu", "check", "trace")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  private static LayeredArchitecture layers(String... names) {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : names) {
      layers = layers.layer(name).definedBy(ROOT + name + "..");
    }
    return layers;
  }
}
