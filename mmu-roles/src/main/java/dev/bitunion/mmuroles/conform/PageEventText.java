package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.shadow.PageEvents;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import java.util.ArrayList;
import java.util.List;

/** Page events as the spcache vectors print them: {@code N0:17:2702 R3:12:2701 Z0}. */
final class PageEventText implements PageEvents {
  private final ShadowPages pages;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> made = new ArrayList<>();

  PageEventText(ShadowPages pages) {
    this.pages = pages;
  }

  /** What happened since the last call; {@code -} if nothing did. */
  String take() {
    if (text.isEmpty()) {
      return "-";
    }
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  /** The page made as number {@code serial} of this machine. */
  int pageOf(int serial) {
    return made.get(serial);
  }

  @Override
  public void getPage(int page, boolean created) {
    if (created) {
      made.add(page);
    }
    event(created ? 'N' : 'R', page)
        .append(':')
        .append(Long.toHexString(pages.gfn(page)))
        .append(':')
        .append(Integer.toHexString(pages.role(page)));
  }

  @Override
  public void prepareZap(int page) {
    event('Z', page);
  }

  @Override
  public void syncPage(int page) {}

  @Override
  public void unsyncPage(int page) {}

  @Override
  public void zapAllFast(int generation, int used) {}

  private StringBuilder event(char kind, int page) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    return text.append(kind).append(pages.serial(page));
  }
}
