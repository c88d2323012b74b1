package dev.bitunion.mmuroles.shadow;

final class PageSync {
  boolean syncOrZap(ShadowContext context, int page) {
    throw new IllegalStateException();
  }
}
