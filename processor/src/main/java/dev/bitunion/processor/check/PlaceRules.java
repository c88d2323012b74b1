package dev.bitunion.processor.check;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.place.Place;
import dev.bitunion.layout.place.Run;
import dev.bitunion.layout.place.ScopePlaces;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldSites;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ViewModel;
import java.util.ArrayList;
import java.util.List;

/** Fields have their own bits, in order, within the word; views lie where the ABI lets them. */
final class PlaceRules {
  private final UnionModel union;
  private final ScopeModel scope;
  private final ScopePlaces places;
  private final long base;
  private final int total;
  private final Report report;
  private boolean overflown;

  private PlaceRules(
      UnionModel union, ScopeModel scope, ScopePlaces places, long base, int total, Report report) {
    this.union = union;
    this.scope = scope;
    this.places = places;
    this.base = base;
    this.total = total;
    this.report = report;
  }

  static void check(UnionModel union, Report report) {
    ScopePlaces places = union.places();
    int total = union.stated() > 0 ? union.stated() : union.bits();
    new PlaceRules(union, union.body(), places, 0, total, report).check();
    if (union.stated() > 0 && union.body().abi() != Abi.LINEAR) {
      size(union, report);
    } else if (union.stated() > 0 && !places.tail().isEmpty()) {
      tail(union, places.tail(), report);
    }
  }

  /** Padding behind the last field stays in the word too. */
  private static void tail(UnionModel union, List<Run> tail, Report report) {
    for (int i = 0; i < tail.size(); i++) {
      if (tail.get(i).end() > union.stated()) {
        Site site = union.body().tail().get(i).site();
        report.add(site, Problem.SKIP_BEYOND_WORD, tail.get(i).end(), union.stated());
        return;
      }
    }
  }

  /** Under a C ABI the members decide: a size that is stated is checked. */
  private static void size(UnionModel union, Report report) {
    long needed = union.body().needed();
    if (needed != union.stated()) {
      report.add(union.bitsSite(), Problem.SIZE, union.stated(), needed, union.body().abi().name());
    }
  }

  private void check() {
    for (int i = 0; i < scope.members().size(); i++) {
      MemberModel member = scope.members().get(i);
      Place place = places.places().get(i);
      if (check(i) && member instanceof ViewModel view) {
        new PlaceRules(union, view.body(), place.inner(), base + place.first(), total, report)
            .check();
      }
    }
  }

  /** Whether nothing is wrong with a member's place. */
  private boolean check(int index) {
    Place place = places.places().get(index);
    MemberModel member = scope.members().get(index);
    String name = member.declared();
    Site at = member.sites().at();
    if (at.isWritten() && member.at() < 0) {
      report.add(at, Problem.AT_NEGATIVE, name, member.at());
      return false;
    }
    switch (place.fault()) {
      case NONE -> {
        rawWidth(member, place);
        return withinWord(member, place, index);
      }
      case OVERLAP -> {
        String other = scope.members().get(place.other()).declared();
        report.draw(
            overlapSite(member),
            Problem.OVERLAP,
            picture(index),
            name,
            range(index),
            other,
            range(place.other()));
      }
      case NOT_WHERE_GAPS_END ->
          report.draw(
              at,
              Problem.AT_AFTER_SKIP,
              picture(index),
              name,
              base + place.first(),
              base + place.sequence());
      case BEFORE_SEQUENCE ->
          report.draw(
              at,
              Problem.AT_BEFORE_SEQUENCE,
              picture(index),
              name,
              base + place.first(),
              base + place.sequence());
      case MISALIGNED ->
          report.add(at, Problem.MISALIGNED, name, base + place.first(), scope.abi().name());
    }
    return false;
  }

  /** A raw word may be as wide as what it stands in, which is known only now. */
  private void rawWidth(MemberModel member, Place place) {
    if (member instanceof FieldModel field && field.options().raw()) {
      int max = field.type().kind().maxBits();
      boolean fits = place.width() >= 1 && place.width() <= max;
      if (!fits && field.bits() >= 0 && max >= Integer.SIZE) {
        report.add(
            field.sites().bits(),
            Problem.RAW_WIDTH,
            field.declared(),
            place.width(),
            field.type().shown(),
            max);
      }
    }
  }

  private static Site overlapSite(MemberModel member) {
    FieldSites sites = member.sites();
    return sites.states("parts") ? sites.of("parts") : sites.at();
  }

  private static Site widthSite(FieldSites sites) {
    return sites.states("count") ? sites.of("count") : sites.bits();
  }

  private static boolean isInSequence(MemberModel member) {
    boolean placed = member.sites().at().isWritten();
    if (member instanceof FieldModel field) {
      return !placed && !field.options().raw() && field.options().parts().isEmpty();
    }
    return !placed && member instanceof ViewModel view && view.inSequence();
  }

  private boolean withinWord(MemberModel member, Place place, int index) {
    boolean told =
        member instanceof FieldModel field
            && (ValueRules.isTooWide(field) || OptionRules.isTooLong(field));
    boolean follows = isInSequence(member);
    boolean pushed = follows && overflown; // out of the word by a field that is told already
    boolean fits = union.stated() <= 0 || base + place.first() + place.width() <= total;
    overflown |= follows && (told || !fits);
    if (fits || told || pushed) {
      return fits;
    }
    Site at = member.sites().at();
    report.draw(
        at.isWritten() ? at : widthSite(member.sites()),
        Problem.BEYOND_WORD,
        picture(index),
        member.declared(),
        range(index),
        union.stated());
    return false;
  }

  /** The word, all fields in front of the faulty one in a line, and the faulty one below. */
  private List<String> picture(int index) {
    List<Part> before = new ArrayList<>();
    for (int i = 0; i < index; i++) {
      if (scope.members().get(i) instanceof FieldModel field && !field.options().raw()) {
        before.addAll(parts(i));
      }
    }
    List<Part> asked = parts(index);
    return asked.isEmpty() || asked.get(0).offset() < 0
        ? List.of()
        : Diagram.clash(total, before, asked);
  }

  /** The bits of a member in the storage. */
  private List<Part> parts(int index) {
    Place place = places.places().get(index);
    if (scope.members().get(index) instanceof FieldModel field
        && !field.options().parts().isEmpty()) {
      return field.options().parts().stream().map(this::part).toList();
    }
    return List.of(part(place.first(), (int) Math.min(place.width(), total * 2L + 64)));
  }

  private Part part(PartModel part) {
    return part(part.at(), Math.max(1, part.bits()));
  }

  private Part part(long first, int width) {
    return new Part(union.order().shift(base + first, width, total), width);
  }

  /** Bit numbers in declaration direction, as the reader wrote them. */
  private String range(int index) {
    List<String> runs = new ArrayList<>();
    int bits = 0;
    for (Part part : parts(index)) {
      bits += part.width();
      runs.add(range(part));
    }
    return (bits == 1 ? "bit " : "bits ") + String.join(" + ", runs);
  }

  private String range(Part part) {
    if (union.order() == BitOrder.LSB_FIRST) {
      return Diagram.range(part);
    }
    int first = total - part.end();
    return part.width() == 1 ? "" + first : first + ".." + (first + part.width() - 1);
  }
}
