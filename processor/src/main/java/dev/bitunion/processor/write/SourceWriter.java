package dev.bitunion.processor.write;

import dev.bitunion.processor.model.Form;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.AnnotationSpec;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.JavaFile;
import dev.bitunion.processor.source.TypeSpec;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes every form of a union, a file each. */
public final class SourceWriter {
  private static final ClassName GENERATED = ClassName.get("dev.bitunion", "Generated");
  private static final AnnotationSpec QUIET =
      new AnnotationSpec(
          CodeBlock.of(
              "@$T({$S, $S})",
              ClassName.get("java.lang", "SuppressWarnings"),
              "deprecation",
              "removal"));
  private final Filer filer;

  /** A writer into the compiler's output. */
  public SourceWriter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes the union's classes.
   *
   * @param plan the union
   * @param origin its interface: the only source that the classes depend on
   * @return the names of classes that could not be written, because other types have them
   */
  public List<String> write(UnionPlan plan, Element origin) throws IOException {
    List<String> taken = new ArrayList<>();
    boolean word = plan.layout().isWord();
    TypeSpec.Builder first = word ? new BitsWriter(plan).write() : new LayoutWriter(plan).write();
    write(plan, origin, first, taken);
    for (Form form : plan.model().forms().keySet()) {
      if (word || !form.needsWord()) {
        write(plan, origin, form(plan, form), taken);
      }
    }
    if (plan.model().proof() != null) {
      proof(plan, origin);
    }
    return taken;
  }

  private void proof(UnionPlan plan, Element origin) throws IOException {
    String name = ProofWriter.name(plan) + ".c";
    String packageName = plan.model().name().packageName();
    FileObject file =
        filer.createResource(StandardLocation.CLASS_OUTPUT, packageName, name, origin);
    try (Writer text = file.openWriter()) {
      text.write(new ProofWriter(plan).write());
    }
  }

  private static TypeSpec.Builder form(UnionPlan plan, Form form) {
    return switch (form) {
      case VALUE -> new ValueWriter(plan).write();
      case BUILDER -> new BuilderWriter(plan).write();
      case MATCH -> new MatchWriter(plan).write();
      case ARRAY -> new MemoryWriter(plan, new ArrayMemory()).write();
      case BUFFER -> new MemoryWriter(plan, new BufferMemory()).write();
      case SEGMENT -> new MemoryWriter(plan, new SegmentMemory()).write();
      case ATOMIC -> new AtomicWriter(plan).write();
    };
  }

  private void write(UnionPlan plan, Element origin, TypeSpec.Builder type, List<String> taken)
      throws IOException {
    type.addAnnotation(AnnotationSpec.of(GENERATED, plan.model().name().binary()));
    if (plan.model().deprecated()) {
      type.addAnnotation(QUIET); // who uses what is deprecated is told at its own use
    }
    if (plan.model().exported()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    TypeSpec done = type.addOriginatingElement(origin).build();
    JavaFile file = new JavaFile(plan.model().name().packageName(), done);
    try {
      file.writeTo(filer);
    } catch (FilerException e) {
      taken.add(done.name());
    }
  }
}
