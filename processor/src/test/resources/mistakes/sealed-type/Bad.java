package demo;

import dev.bitunion.*;

@BitUnion(bits = 8)
sealed interface Status {
  @Field(bits = 1) boolean busy();
}

record Fixed(boolean busy) implements Status {}
