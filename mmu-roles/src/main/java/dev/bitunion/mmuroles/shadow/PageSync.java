package dev.bitunion.mmuroles.shadow;

/** Brings unsync pages up to date with the guest's tables. */
public final class PageSync {
  boolean syncOrZap(ShadowContext context, int page) {
    throw new IllegalStateException();
  }

  public void syncRoots(ShadowContext context) {}
}
