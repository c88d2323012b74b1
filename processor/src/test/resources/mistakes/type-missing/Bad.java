package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(bits = 3) int level();

  @Skip(2)
  @Field(bits = 3, type = CType.U8)
  int mode();
}
