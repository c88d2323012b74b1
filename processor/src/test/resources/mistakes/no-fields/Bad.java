package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  static int size() {
    return 1;
  }
}
