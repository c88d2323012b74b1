package demo;

import dev.bitunion.*;

class Device {
  @BitUnion(bits = 8)
  interface Status {
    @Field(bits = 1) boolean busy();
  }
}
