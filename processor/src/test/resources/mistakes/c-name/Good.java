package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
interface Status {
  @Field(bits = 4, cName = "level_0") int level();

  @Field(bits = 1, cName = "groesse") boolean größe();
}
