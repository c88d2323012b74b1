package dev.bitunion.processor.read;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.SkipModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/** Reads the values of annotations that are more than numbers, texts and flags. */
final class Values {
  private Values() {}

  static CScalar type(Mark mark) {
    return CScalar.valueOf(mark.constant("type", CScalar.NONE.name()));
  }

  static Reserved reserved(Mark mark) {
    return Reserved.valueOf(mark.constant("reserved", Reserved.NO.name()));
  }

  static Access access(Mark mark) {
    return Access.valueOf(mark.constant("access", Access.READ_WRITE.name()));
  }

  static List<PartModel> parts(Mark mark) {
    List<PartModel> parts = new ArrayList<>();
    for (Mark part : mark.marks("parts")) {
      parts.add(new PartModel(part.number("bits", 0), part.number("at", 0)));
    }
    return parts;
  }

  /** The paddings on an element, in order. */
  static List<SkipModel> skips(Element element) {
    Mark one = Mark.find(element, "Skip");
    if (one != null) {
      return List.of(skip(one));
    }
    Mark several = Mark.find(element, "Skip.List");
    List<SkipModel> skips = new ArrayList<>();
    if (several != null) {
      for (Mark skip : several.marks("value")) {
        skips.add(skip(skip));
      }
    }
    return skips;
  }

  private static SkipModel skip(Mark skip) {
    return new SkipModel(skip.number("value", 0), type(skip), reserved(skip), skip.site("value"));
  }
}
