package dev.bitunion.layout.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.place.Place.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Members and views in their places; the C structs here were compiled with gcc for their offsets.
 */
class ScopePlacerTest {

  private static final List<Gap> NO_GAPS = List.of();
  private static final int NEXT = Member.IN_SEQUENCE;

  /**
   * {@code struct cdrom_tocentry} of Linux: { u8 track; u8 adr:4, ctrl:4; u8 format; union { struct
   * { u8 minute, second, frame; } msf; int lba; } addr; u8 datamode; }.
   */
  @Test
  void aUnionInsideAStructTakesItsPlaceAsInC() {
    Scope msf = scope(Abi.SYSV, plain(8), plain(8), plain(8));
    Scope lba = scope(Abi.SYSV, plain(32));
    Scope address =
        scope(
            Abi.SYSV,
            Member.view(NO_GAPS, NEXT, false, msf),
            Member.view(NO_GAPS, NEXT, false, lba));
    ScopePlaces places =
        ScopePlacer.place(
            scope(
                Abi.SYSV,
                plain(8),
                Member.bits(NO_GAPS, NEXT, 4, 8),
                Member.bits(NO_GAPS, NEXT, 4, 8),
                plain(8),
                Member.view(NO_GAPS, NEXT, true, address),
                plain(8)),
            0);
    assertThat(firsts(places)).containsExactly(0L, 8L, 12L, 16L, 32L, 64L);
    assertThat(places.size()).isEqualTo(96);
    assertThat(places.align()).isEqualTo(32);
    ScopePlaces inner = places.places().get(4).inner();
    assertThat(firsts(inner)).containsExactly(0L, 0L);
    assertThat(firsts(inner.places().get(0).inner())).containsExactly(0L, 8L, 16L);
    assertThat(faults(places)).containsOnly(Fault.NONE);
  }

  /**
   * {@code __attribute__((packed))} holds for the outer struct: the inner one keeps its padding.
   */
  @Test
  void aViewKeepsItsOwnRulesInsideAPackedStruct() {
    Scope inner = scope(Abi.SYSV, plain(8), plain(32));
    ScopePlaces places =
        ScopePlacer.place(
            scope(Abi.PACKED, plain(8), Member.view(NO_GAPS, NEXT, true, inner), plain(16)), 0);
    assertThat(firsts(places)).containsExactly(0L, 8L, 72L);
    assertThat(places.size()).isEqualTo(88);
    assertThat(places.align()).isEqualTo(8);
  }

  @Test
  void anOverlayStartsAtBitZeroAndLeavesTheSequenceAlone() {
    Scope view = scope(Abi.LINEAR, bits(12));
    ScopePlaces places =
        ScopePlacer.place(
            scope(Abi.LINEAR, bits(4), Member.view(NO_GAPS, NEXT, false, view), bits(4)), 0);
    assertThat(firsts(places)).containsExactly(0L, 0L, 4L);
    assertThat(faults(places)).containsOnly(Fault.NONE);
    assertThat(places.size()).isEqualTo(12);
  }

  @Test
  void aRawWordCoversTheScopeOrWhatItStates() {
    ScopePlaces places =
        ScopePlacer.place(scope(Abi.LINEAR, bits(20), Member.raw(0, 0), Member.raw(32, 32)), 64);
    assertThat(places.places().get(1).width()).isEqualTo(64);
    assertThat(places.places().get(2).first()).isEqualTo(32);
    assertThat(places.size()).isEqualTo(64);
  }

  @Test
  void fieldsOfOneScopeMustNotOverlap() {
    Member split = Member.split(List.of(new Run(16, 16), new Run(2, 4)));
    ScopePlaces places = ScopePlacer.place(scope(Abi.LINEAR, split, bits(4), bits(12)), 0);
    assertThat(faults(places)).containsExactly(Fault.NONE, Fault.OVERLAP, Fault.OVERLAP);
    assertThat(places.places().get(1).other()).isZero();
  }

  @Test
  void arraysWithAStrideInterleave() {
    ScopePlaces places =
        ScopePlacer.place(
            scope(
                Abi.LINEAR,
                Member.array(NO_GAPS, NEXT, 1, 4, 2),
                Member.array(NO_GAPS, NEXT, 1, 4, 2),
                Member.bits(NO_GAPS, 6, 1, 0),
                Member.bits(NO_GAPS, 8, 1, 0)),
            0);
    assertThat(firsts(places)).containsExactly(0L, 1L, 6L, 8L);
    assertThat(faults(places)).containsExactly(Fault.NONE, Fault.NONE, Fault.OVERLAP, Fault.NONE);
    assertThat(places.size()).isEqualTo(9);
  }

  @Test
  void aStatedOffsetMustBeOneThatTheSequenceAndTheCompilerAllow() {
    ScopePlaces linear =
        ScopePlacer.place(
            scope(
                Abi.LINEAR,
                Member.bits(NO_GAPS, 8, 4, 0),
                Member.bits(NO_GAPS, 4, 4, 0),
                Member.bits(List.of(new Gap(2, 0)), 16, 4, 0)),
            0);
    assertThat(faults(linear))
        .containsExactly(Fault.NONE, Fault.BEFORE_SEQUENCE, Fault.NOT_WHERE_GAPS_END);
    ScopePlaces sysv =
        ScopePlacer.place(
            scope(
                Abi.SYSV,
                Member.plain(NO_GAPS, 8, 32, 1),
                Member.view(NO_GAPS, 8, false, scope(Abi.SYSV, plain(16)))),
            0);
    assertThat(faults(sysv)).containsExactly(Fault.MISALIGNED, Fault.MISALIGNED);
  }

  @Test
  void trailingGapsCount() {
    Scope scope =
        new Scope(Abi.SYSV, List.of(Member.bits(NO_GAPS, NEXT, 3, 8)), List.of(new Gap(0, 32)));
    ScopePlaces places = ScopePlacer.place(scope, 0);
    assertThat(places.size()).isEqualTo(32);
    assertThat(places.align()).isEqualTo(8);
  }

  private static Scope scope(Abi abi, Member... members) {
    return new Scope(abi, List.of(members), NO_GAPS);
  }

  private static Member plain(int width) {
    return Member.plain(NO_GAPS, NEXT, width, 1);
  }

  private static Member bits(int width) {
    return Member.bits(NO_GAPS, NEXT, width, 0);
  }

  private static List<Long> firsts(ScopePlaces places) {
    return places.places().stream().map(Place::first).toList();
  }

  private static List<Fault> faults(ScopePlaces places) {
    return places.places().stream().map(Place::fault).toList();
  }
}
