package dev.bitunion.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A union with fields in random places, and the source that declares it.
 *
 * @param name its name
 * @param bits its word's width
 * @param fields its fields
 */
record RandomUnion(String name, int bits, List<RandomField> fields) {

  /**
   * A field.
   *
   * @param name its method and C name
   * @param type what the method returns
   * @param offset where the model put it
   * @param width its width
   * @param text its declaration
   */
  record RandomField(String name, String type, int offset, int width, String text) {}

  /** A union; a quarter of them is full, most have gaps. */
  static RandomUnion of(String name, Random random) {
    int bits = 8 << random.nextInt(4);
    boolean full = random.nextInt(4) == 0;
    List<RandomField> fields = new ArrayList<>();
    int next = 0;
    while (next < bits && (full || random.nextInt(12) > 0 || fields.isEmpty())) {
      int skip = full || random.nextInt(3) > 0 ? 0 : random.nextInt(bits - next);
      int offset = next + skip;
      int width = 1 + random.nextInt(random.nextBoolean() ? 3 : bits);
      width = Math.min(width, bits - offset);
      fields.add(field("f" + fields.size(), offset, width, skip, random));
      next = offset + width;
    }
    return new RandomUnion(name, bits, fields);
  }

  private static RandomField field(String name, int offset, int width, int skip, Random random) {
    List<String> types = new ArrayList<>(List.of("long"));
    if (width == 1) {
      types.addAll(List.of("boolean", "boolean", "Two"));
    }
    if (width == 2) {
      types.add("Four");
    }
    if (width <= 8) {
      types.add("byte");
    }
    if (width <= 16) {
      types.addAll(List.of("short", "char"));
    }
    if (width <= 32) {
      types.addAll(List.of("int", "int"));
    }
    String type = types.get(random.nextInt(types.size()));
    StringBuilder text = new StringBuilder();
    boolean stated = random.nextInt(3) == 0;
    if (skip > 1 && random.nextBoolean()) {
      text.append("@Skip(").append(skip - 1).append(") @Skip(1) ");
    } else if (skip > 0 && !stated) {
      text.append("@Skip(").append(skip).append(") ");
    }
    text.append("@Field(bits = ").append(width);
    text.append(stated ? ", at = " + offset : "").append(") ").append(type);
    text.append(' ').append(name).append("();");
    return new RandomField(name, type, offset, width, text.toString());
  }

  String source() {
    StringBuilder text = new StringBuilder("package demo;\nimport dev.bitunion.*;\n");
    text.append("@BitUnion(bits = ").append(bits).append(")\npublic interface ").append(name);
    text.append(" {\n");
    fields.forEach(field -> text.append("  ").append(field.text()).append('\n'));
    return text.append("  enum Two { A, B }\n  enum Four { A, B, C, D }\n}\n").toString();
  }
}
