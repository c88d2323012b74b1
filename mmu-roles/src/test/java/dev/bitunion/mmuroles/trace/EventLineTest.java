package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
  private static String payload(EventLine line) {
    return new String(
        line.bytes(), line.payload(), line.end() - line.payload(), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "         minivmm-640   [000]    15.1: track_add:   gfn=0x200 mode=0; 640",
        "         minivmm-640     [000] ....    15.249659: track_add: gfn=0x200 mode=0; 640",
        "         minivmm-640     [001] d..1.   15.249659: track_add: gfn=0x200 mode=0; 640",
        " qemu-system-x86-645     [000] d.Z.     9.505758: track_add: gfn=0x200 mode=0; 645",
        "    CPU 0/KVM-12345   [117] .N..  99999.505758: track_add: gfn=0x200 mode=0; 12345",
        "a [7] b-c - d-9-77 [000] 1.5: track_add: gfn=0x200 mode=0; 77",
        "task-1234  ( 1200) [003] .....  15.249659: track_add: gfn=0x200 mode=0; 1234",
        "task-1234  (-----) [003] .....  15.249659: track_add: gfn=0x200 mode=0; 1234",
        "minivmm-640 [000] 15249659: track_add: gfn=0x200 mode=0; 640",
        "<...>-9 [000] 15.249659123: track_add: gfn=0x200 mode=0; 9",
      })
  void thePartsAreFoundWhateverTheTaskIsCalled(String text, int pid) {
    EventLine line = Lines.parse(text);
    assertThat(line).isNotNull();
    assertThat(line.kind()).isEqualTo(EventKind.TRACK_ADD);
    assertThat(payload(line)).isEqualTo("gfn=0x200 mode=0");
    assertThat(line.pid()).isEqualTo(pid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cpus=1",
        "# tracer: nop",
        " => kvm_mmu_get_page",
        "CPU:0 [LOST 34 EVENTS]",
        "minivmm-640 [000] ....",
        "minivmm-640 [000] .... 15.1",
        "minivmm-640 [000] .... 15.1:",
        "minivmm-640 [] .... 15.1: x: y",
        "minivmm-640 [0",
        "minivmm-640 [000] two words 15.1: x: y",
      })
  void whatHasNoEventIsNoEventLine(String text) {
    assertThat(Lines.parse(text)).isNull();
  }

  @Test
  void everyEventIsFoundByItsNameAndNothingElseIs() {
    for (EventKind kind : EventKind.values()) {
      if (kind != EventKind.OTHER) {
        assertThat(Lines.parse("a-1 [0] 1.0: " + kind.eventName() + ": x").kind()).isEqualTo(kind);
        assertThat(Lines.parse("a-1 [0] 1.0: " + kind.eventName() + "x: x").kind())
            .isEqualTo(EventKind.OTHER);
      }
    }
    assertThat(Lines.parse("a-1 [0] 1.0: <stack trace>").kind()).isEqualTo(EventKind.OTHER);
    assertThat(Lines.parse("a-1 [0] 1.0: kvm_mmu_get_page <-x").kind()).isEqualTo(EventKind.OTHER);
  }
}
