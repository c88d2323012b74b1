package dev.bitunion.processor;

import com.google.auto.service.AutoService;
import dev.bitunion.processor.check.UnionCheck;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.plan.Planner;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.read.SourceUnions;
import dev.bitunion.processor.read.UnionReader;
import dev.bitunion.processor.write.SourceWriter;
import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Generates the classes of every interface that bears {@code @BitUnion}. */
@AutoService(Processor.class)
public final class BitUnionProcessor extends AbstractProcessor {
  private static final String ANNOTATION = "dev.bitunion.BitUnion";
  private final SourceUnions sources = new SourceUnions();

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
    TypeElement annotation = processingEnv.getElementUtils().getTypeElement(ANNOTATION);
    if (annotation == null) {
      return false;
    }
    Set<TypeElement> types = ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation));
    types.forEach(sources::add);
    types.forEach(this::generate);
    return false;
  }

  private void generate(TypeElement type) {
    Report report = new Report();
    try {
      UnionReader reader = new UnionReader(processingEnv.getElementUtils(), sources);
      UnionModel union = reader.read(type);
      UnionCheck.check(union, report);
      if (!report.hasErrors()) {
        write(Planner.plan(union), type);
      }
    } catch (RuntimeException | IOException e) {
      report.add(Site.of(type), Problem.INTERNAL, type.getSimpleName(), e);
    }
    report.print(processingEnv.getMessager());
  }

  private void write(UnionPlan plan, Element origin) throws IOException {
    new SourceWriter(processingEnv.getFiler()).write(plan, origin);
  }
}
