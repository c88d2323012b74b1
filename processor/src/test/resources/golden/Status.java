package demo;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/** A port's status register. */
@BitUnion(bits = 8)
public interface Status {
  /** {@return whether {@code PHY} sees a link} See {@link #speed()}. */
  @Field(bits = 1)
  boolean link_up();

  /** {@return how fast it is} */
  @Field(bits = 2)
  Speed speed();

  /** {@return the last error} */
  @Skip(1)
  @Field(bits = 3, cName = "err")
  int error();

  /** Speeds in gigabits. */
  enum Speed {
    /** One. */
    ONE,
    /** Ten. */
    TEN,
    /** Forty. */
    FORTY,
    /** A hundred. */
    HUNDRED
  }
}
