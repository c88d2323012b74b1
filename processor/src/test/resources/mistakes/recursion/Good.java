package demo;

import dev.bitunion.*;

@BitUnion(bits = 32)
interface Left {
  @Field(bits = 16) Right right();
}

@BitUnion(bits = 16)
interface Right {
  @Field(bits = 16) int left();
}
