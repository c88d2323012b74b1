package dev.bitunion.processor.source;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/**
 * A source file of one top-level type.
 *
 * @param packageName its package, empty for the unnamed one
 * @param type the type
 */
public record JavaFile(String packageName, TypeSpec type) {
  /** Writes the file. */
  public void writeTo(Filer filer) throws IOException {
    String name = packageName.isEmpty() ? type.name() : packageName + "." + type.name();
    Element[] origins = type.origins().toArray(new Element[0]);
    try (Writer writer = filer.createSourceFile(name, origins).openWriter()) {
      writer.write(text());
    }
  }

  private String text() {
    Set<String> taken = new HashSet<>();
    type.addNames(taken);
    Imports imports = new Imports(packageName, taken);
    SourceText body = new SourceText(imports);
    type.write(body);
    StringBuilder text = new StringBuilder();
    if (!packageName.isEmpty()) {
      text.append("package ").append(packageName).append(";\n\n");
    }
    for (String each : imports.imported()) {
      text.append("import ").append(each).append(";\n");
    }
    return text.append(imports.imported().isEmpty() ? "" : "\n").append(body).toString();
  }
}
