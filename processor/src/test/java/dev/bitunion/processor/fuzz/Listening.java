package dev.bitunion.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/**
 * Runs a processor and keeps what it says from the compiler, which would stop at the first: so one
 * compilation refuses what is wrong and compiles the rest.
 */
final class Listening extends AbstractProcessor {
  private final Processor processor;
  private final Map<String, List<String>> errors = new TreeMap<>();
  private final Map<String, List<String>> warnings = new TreeMap<>();

  Listening(Processor processor) {
    this.processor = processor;
  }

  /** What was refused, by the simple name of the outermost type; nothing for no type. */
  Map<String, List<String>> errors() {
    return errors;
  }

  /** What was warned of, likewise. */
  Map<String, List<String>> warnings() {
    return warnings;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    processor.init(new Environment(environment));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }

  private void heard(Diagnostic.Kind kind, CharSequence message, Element element) {
    Element top = element;
    while (top != null && !(top.getEnclosingElement() instanceof PackageElement)) {
      top = top.getEnclosingElement();
    }
    String name = top == null ? "" : top.getSimpleName().toString();
    Map<String, List<String>> of = kind == Diagnostic.Kind.ERROR ? errors : warnings;
    of.computeIfAbsent(name, n -> new ArrayList<>()).add(message.toString());
  }

  private final class Environment implements ProcessingEnvironment {
    private final ProcessingEnvironment real;

    Environment(ProcessingEnvironment real) {
      this.real = real;
    }

    @Override
    public Messager getMessager() {
      return new Ear();
    }

    @Override
    public Map<String, String> getOptions() {
      return real.getOptions();
    }

    @Override
    public Filer getFiler() {
      return real.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return real.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return real.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return real.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return real.getLocale();
    }
  }

  private final class Ear implements Messager {
    @Override
    public void printMessage(Diagnostic.Kind kind, CharSequence message) {
      heard(kind, message, null);
    }

    @Override
    public void printMessage(Diagnostic.Kind kind, CharSequence message, Element element) {
      heard(kind, message, element);
    }

    @Override
    public void printMessage(
        Diagnostic.Kind kind, CharSequence message, Element element, AnnotationMirror mirror) {
      heard(kind, message, element);
    }

    @Override
    public void printMessage(
        Diagnostic.Kind kind,
        CharSequence message,
        Element element,
        AnnotationMirror mirror,
        AnnotationValue value) {
      heard(kind, message, element);
    }
  }
}
