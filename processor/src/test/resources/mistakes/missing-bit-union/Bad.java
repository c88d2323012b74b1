package demo;

import dev.bitunion.*;

interface Status {
  @Field(bits = 1) boolean busy();
}
