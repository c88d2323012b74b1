package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(type = CType.U8, parts = @Part(bits = 2, at = 0)) int level();
}
