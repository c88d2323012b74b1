package demo;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Part;

/** Wider than a word. */
@BitUnion(bits = 80, forms = Form.BUFFER)
public interface Gate {
  /** {@return where it leads} */
  @Field(
      parts = {@Part(bits = 16, at = 0), @Part(bits = 12, at = 64)},
      scale = 4)
  int offset();

  /**
   * {@return a byte of its key}
   *
   * @param index which
   */
  @Field(bits = 8, at = 16, count = 3)
  int key(int index);

  /**
   * {@return who may pass}
   *
   * @param index which
   */
  @Field(bits = 2, at = 40, count = 4)
  int pass(int index);
}
