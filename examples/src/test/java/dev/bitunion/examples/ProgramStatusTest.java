package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the masks of CMSIS (core_cm4.h) and the value with which an RTOS starts a task. */
class ProgramStatusTest {
  @Test
  void agreesWithTheMasksOfCmsis() {
    assertThat(ProgramStatusBits.N_MASK).isEqualTo(0x8000_0000);
    assertThat(ProgramStatusBits.Q_MASK).isEqualTo(0x0800_0000);
    assertThat(ProgramStatusBits.GE_MASK).isEqualTo(0x000f_0000);
    assertThat(ProgramStatusBits.ISR_MASK).isEqualTo(0x1ff);
    assertThat(ProgramStatusBits.ICI_IT_MASK).isEqualTo(0x0600_fc00);
  }

  @Test
  void readsATaskAndAHandler() {
    assertThat(ProgramStatusBits.flagNames(0x0100_0000)).containsExactly("T");
    assertThat(ProgramStatusBits.exception(0x2100_000e)).as("PendSV").isEqualTo(14);
    assertThat(ProgramStatusBits.carry(0x2100_000e)).isTrue();
    assertThat(ProgramStatusBits.ifThen(0x0200_8000)).isEqualTo(0x81);
  }
}
