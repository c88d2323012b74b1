package dev.bitunion.mmuroles.cli;

/** Says something if the process is interrupted while a long run is under way. */
final class Interrupt {
  private final Thread hook;

  Interrupt(Runnable said) {
    hook = new Thread(said, "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The run is over. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down, and the hook speaks.
    }
  }
}
