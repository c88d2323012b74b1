package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;
import java.util.List;

/**
 * The accessor of a view.
 *
 * @param declared its method's name
 * @param method that name with the names of the views around it in front
 * @param cName its name in C with those of the views around it in front
 * @param anonymous whether its name is left out of those of its fields
 * @param inSequence whether it takes its place in the sequence; else it lies over what is there
 * @param at its offset as stated, or -1
 * @param skips unnamed bits in front of it
 * @param type its interface
 * @param body what it holds; nothing if it holds itself
 * @param holdsItself whether it does
 * @param packedSite where {@code packed} stands, if it means nothing here; else null
 * @param sites where to complain
 */
public record ViewModel(
    String declared,
    String method,
    String cName,
    boolean anonymous,
    boolean inSequence,
    int at,
    List<SkipModel> skips,
    JavaName type,
    ScopeModel body,
    boolean holdsItself,
    Site packedSite,
    FieldSites sites)
    implements MemberModel {
  /** Copies the list. */
  public ViewModel {
    skips = List.copyOf(skips);
  }
}
