package demo;

import dev.bitunion.*;

/** A part. */
@BitUnion(bits = 8)
interface Part8 {
  @Field(bits = 8) int all();
}

@BitUnion(bits = 16)
interface Status {
  @Field(bits = 8, count = 2) Part8 part(int index);
}
