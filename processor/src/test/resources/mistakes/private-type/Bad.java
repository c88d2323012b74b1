package demo;

import dev.bitunion.*;

class Device {
  @BitUnion(bits = 8)
  private interface Status {
    @Field(bits = 1) boolean busy();
  }
}
