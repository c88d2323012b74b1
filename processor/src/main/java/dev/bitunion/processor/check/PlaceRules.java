package dev.bitunion.processor.check;

import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.LinearPlacer;
import dev.bitunion.layout.LinearPlacer.Place;
import dev.bitunion.layout.Part;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.plan.Planner;
import java.util.ArrayList;
import java.util.List;

/** Fields have their own bits, in order, within the word. */
final class PlaceRules {
  private final UnionModel union;
  private final List<Place> places;
  private final Report report;

  private PlaceRules(UnionModel union, Report report) {
    this.union = union;
    this.places = LinearPlacer.place(union.bits(), Planner.members(union));
    this.report = report;
  }

  static void check(UnionModel union, Report report) {
    PlaceRules rules = new PlaceRules(union, report);
    for (int i = 0; i < rules.places.size(); i++) {
      rules.check(i);
    }
  }

  private void check(int index) {
    Place place = places.get(index);
    FieldModel field = union.fields().get(index);
    String name = field.method();
    Site at = field.sites().at();
    if (place.offset() < 0 || at.isWritten() && field.at() < 0) {
      report.add(at, Problem.AT_NEGATIVE, name, field.at());
      return;
    }
    switch (place.fault()) {
      case NONE -> {}
      case OVERLAP -> {
        Place other = places.get(place.other());
        String otherName = union.fields().get(place.other()).method();
        report.draw(
            at, Problem.OVERLAP, picture(index), name, range(place), otherName, range(other));
      }
      case NOT_WHERE_SKIP_ENDS ->
          report.draw(
              at, Problem.AT_AFTER_SKIP, picture(index), name, place.offset(), place.sequence());
      case BEFORE_SEQUENCE ->
          report.draw(
              at,
              Problem.AT_BEFORE_SEQUENCE,
              picture(index),
              name,
              place.offset(),
              place.sequence());
      case BEYOND_WORD ->
          report.draw(
              at.isWritten() ? at : field.sites().bits(),
              Problem.BEYOND_WORD,
              picture(index),
              name,
              range(place),
              union.bits());
    }
  }

  /** The word, all fields in front of the faulty one in a line, and the faulty one below. */
  private List<String> picture(int index) {
    List<Part> before = new ArrayList<>();
    places.subList(0, index).forEach(place -> before.add(part(place)));
    return Diagram.clash(union.bits(), before, part(places.get(index)));
  }

  private static Part part(Place place) {
    return new Part(place.offset(), place.width());
  }

  private static String range(Place place) {
    return (place.width() == 1 ? "bit " : "bits ") + Diagram.range(part(place));
  }
}
