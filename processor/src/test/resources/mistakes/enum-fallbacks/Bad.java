package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4) Mode mode();

  enum Mode { OFF, ON, @Fallback OTHER, @Fallback UNKNOWN }
}
