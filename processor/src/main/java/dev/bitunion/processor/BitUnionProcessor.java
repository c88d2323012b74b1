package dev.bitunion.processor;

import com.google.auto.service.AutoService;
import dev.bitunion.processor.check.FormRules;
import dev.bitunion.processor.check.LockRules;
import dev.bitunion.processor.check.UnionCheck;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.plan.Planner;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.read.Readiness;
import dev.bitunion.processor.read.SourceUnions;
import dev.bitunion.processor.read.Strays;
import dev.bitunion.processor.read.UnionReader;
import dev.bitunion.processor.write.SourceWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Generates the classes of every interface that bears {@code @BitUnion}. */
@AutoService(Processor.class)
public final class BitUnionProcessor extends AbstractProcessor {
  private static final String ANNOTATION = "dev.bitunion.BitUnion";
  private final SourceUnions sources = new SourceUnions();
  private final List<String> deferred = new ArrayList<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.bitunion.*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Elements elements = processingEnv.getElementUtils();
    List<TypeElement> types = new ArrayList<>();
    for (String name : deferred) {
      types.add(elements.getTypeElement(name));
    }
    deferred.clear();
    // Each look-up scans all classes of the round, so only for annotations that are there.
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(ANNOTATION)) {
        types.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
      }
    }
    for (TypeElement type : types) {
      sources.add(type);
    }
    Report strays = new Report();
    Strays.find(round, annotations, strays);
    strays.print(processingEnv.getMessager());
    for (TypeElement type : types) {
      if (Readiness.resolved(type)) {
        generate(type);
      } else {
        deferred.add(type.getQualifiedName().toString());
      }
    }
    return false;
  }

  private void generate(TypeElement type) {
    if (!Readiness.wellFormed(type)) {
      return;
    }
    Report report = new Report();
    try {
      UnionReader reader = new UnionReader(processingEnv.getElementUtils(), sources);
      UnionModel union = reader.read(type);
      UnionCheck.check(union, report);
      FormRules.check(union, processingEnv.getSourceVersion().ordinal(), report);
      if (!report.hasErrors()) {
        UnionPlan plan = Planner.plan(union);
        LockRules.check(union, plan.layout(), report);
        if (!report.hasErrors()) {
          write(plan, report);
        }
      }
    } catch (RuntimeException | IOException e) {
      report.add(Site.of(type), Problem.INTERNAL, type.getSimpleName(), e);
    }
    report.print(processingEnv.getMessager());
  }

  private void write(UnionPlan plan, Report report) throws IOException {
    Site site = plan.model().site();
    for (String taken : new SourceWriter(processingEnv.getFiler()).write(plan, site.element())) {
      report.add(site, Problem.GENERATED_NAME, taken, plan.model().name().shown());
    }
  }
}
