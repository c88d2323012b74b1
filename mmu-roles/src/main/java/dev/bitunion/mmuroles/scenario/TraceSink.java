package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.vcpu.Vcpu;

/** Takes a simulation's events as a trace. */
public interface TraceSink {
  /** Keeps nothing. */
  TraceSink NONE =
      new TraceSink() {
        @Override
        public void page(PageChange change) {}

        @Override
        public void zapAllFast(int generation, int used) {}

        @Override
        public void initMmu(Vcpu vcpu, long roleBefore, boolean reconfigured) {}
      };

  /** The vCPU leaves its guest: an event of a scenario begins. */
  default void exit() {}

  /** A page fault begins. */
  default void fault(long address, long error) {}

  /** A fault's walk of the guest's tables ended, well or not. */
  default void walked(Walker walker) {}

  /** Something happened to a page. */
  void page(PageChange change);

  /** All pages of a generation become obsolete. */
  void zapAllFast(int generation, int used);

  /** A context was looked at and, if its role had changed, configured anew. */
  void initMmu(Vcpu vcpu, long roleBefore, boolean reconfigured);
}
