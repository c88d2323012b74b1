package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;

/** Looks at the machine of a scenario after every event. */
public interface StepWatch {
  /** Looks at nothing. */
  StepWatch NONE =
      new StepWatch() {
        @Override
        public void begin(Vcpu vcpu, VcpuEvents on) {}

        @Override
        public void after(int line) {}
      };

  /** The machine is there; nothing has happened to it yet. */
  void begin(Vcpu vcpu, VcpuEvents on);

  /** The event of this line has happened. */
  void after(int line);
}
