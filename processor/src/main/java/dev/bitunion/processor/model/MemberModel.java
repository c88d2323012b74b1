package dev.bitunion.processor.model;

import java.util.List;

/** What stands between the braces of a type or view: a field, or a view in its place. */
public sealed interface MemberModel permits FieldModel, ViewModel {
  /** The method's name in its own interface. */
  String declared();

  /** The offset as stated, or -1. */
  int at();

  /** Unnamed bits in front of it. */
  List<SkipModel> skips();

  /** Where to complain. */
  FieldSites sites();
}
