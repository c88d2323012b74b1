package demo;

import dev.bitunion.*;

@BitUnion(abi = Abi.SYSV)
interface Status {
  @Field(type = CType.U8) int kind();

  @Field(type = CType.U32, at = 32) int address();
}
