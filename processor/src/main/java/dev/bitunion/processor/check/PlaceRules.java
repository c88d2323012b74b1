package dev.bitunion.processor.check;

import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.LinearPlacer;
import dev.bitunion.layout.LinearPlacer.Place;
import dev.bitunion.layout.Part;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.plan.Planner;
import java.util.List;

/** Fields have their own bits, in order, within the word. */
final class PlaceRules {
  private PlaceRules() {}

  static void check(UnionModel union, Report report) {
    List<Place> places = LinearPlacer.place(union.bits(), Planner.members(union));
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      FieldModel field = union.fields().get(i);
      String name = field.method();
      switch (place.fault()) {
        case NONE -> {}
        case OVERLAP -> {
          Place other = places.get(place.other());
          String otherName = union.fields().get(place.other()).method();
          report.add(
              field.sites().at(), Problem.OVERLAP, name, range(place), otherName, range(other));
        }
        case NOT_WHERE_SKIP_ENDS ->
            report.add(
                field.sites().at(), Problem.AT_AFTER_SKIP, name, place.offset(), place.sequence());
        case BEFORE_SEQUENCE ->
            report.add(
                field.sites().at(),
                Problem.AT_BEFORE_SEQUENCE,
                name,
                place.offset(),
                place.sequence());
        case BEYOND_WORD ->
            report.add(field.sites().bits(), Problem.BEYOND_WORD, name, range(place), union.bits());
      }
    }
  }

  private static String range(Place place) {
    return Diagram.range(new Part(place.offset(), place.width()));
  }
}
