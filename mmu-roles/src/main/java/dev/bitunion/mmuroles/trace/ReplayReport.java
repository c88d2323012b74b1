package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.profile.RoleProfile;
import java.util.List;
import java.util.Set;

/**
 * What one trace holds.
 *
 * @param lines lines read
 * @param bytes bytes of text read, unpacked
 * @param events event lines understood, of any kind
 * @param knownEvents of these, those of KVM that a replay knows
 * @param pageEvents of these, page events
 * @param hiddenPageEvents of these, those in text, where five fields of the role are not printed
 * @param pluginPageEvents of these, those formatted by trace-cmd's plug-in, which are only counted
 * @param unknownLines lines that are no event, comment, gap or stack trace, and cut events
 * @param firstUnknownLine the first of them, 0 without any
 * @param cutLine the trace ends in the middle of a line
 * @param cutArchive the archive ends before its data do
 * @param fromNothing no page existed before the trace
 * @param startReason what that rests on, as a clause
 * @param created kvm_mmu_get_page events that made a page
 * @param existing kvm_mmu_get_page events that found one
 * @param sync kvm_mmu_sync_page events
 * @param unsync kvm_mmu_unsync_page events
 * @param zap kvm_mmu_prepare_zap_page events
 * @param violations how many contradictions there are
 * @param violationList the first of them, in the order of their lines
 * @param learned pages met for the first time that must have existed before
 * @param lost events that the trace says are missing
 * @param lostUncounted some gaps do not say how many; each counts as one
 * @param roles every role of a kvm_mmu_get_page event, {@code invalid} cleared, ascending
 * @param maxRolesPerGfn most live pages of one gfn at one moment
 * @param maxRolesGfn the gfn that had them first, -1 without pages
 * @param gfnTrackPeak highest gfn_track of a gfn: indirect pages above level 1, not zapped
 * @param gfnTrackPeakGfn the gfn that reached it first, -1 if none was tracked
 * @param layout whose layout the role words are in: the named kernel's, or what they fit
 * @param signs what in the trace tells which kernels can have written it
 */
public record ReplayReport(
    long lines,
    long bytes,
    long events,
    long knownEvents,
    long pageEvents,
    long hiddenPageEvents,
    long pluginPageEvents,
    long unknownLines,
    long firstUnknownLine,
    boolean cutLine,
    boolean cutArchive,
    boolean fromNothing,
    String startReason,
    long created,
    long existing,
    long sync,
    long unsync,
    long zap,
    long violations,
    List<Violation> violationList,
    long learned,
    long lost,
    boolean lostUncounted,
    List<RoleUse> roles,
    int maxRolesPerGfn,
    long maxRolesGfn,
    int gfnTrackPeak,
    long gfnTrackPeakGfn,
    RoleProfile layout,
    Set<KernelSign> signs) {
  /** All pages are printed in text, where five fields of the role are missing. */
  public boolean isText() {
    return hiddenPageEvents > 0 && hiddenPageEvents == pageEvents;
  }

  /**
   * How often a role was made and found.
   *
   * @param role the role word, {@code invalid} cleared
   * @param created new pages
   * @param existing pages found
   */
  public record RoleUse(int role, long created, long existing) {}
}
