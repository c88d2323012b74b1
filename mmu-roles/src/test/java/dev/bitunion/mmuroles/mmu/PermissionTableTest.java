package dev.bitunion.mmuroles.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every permission table and every answer, against digests of what v5.14 computed. */
class PermissionTableTest {
  private static final int PKEY = 5;

  private static PermissionTable table(int set, boolean ept, boolean pke) {
    boolean wp = (set & 1) != 0;
    PermissionTable table = new PermissionTable();
    if (ept) {
      table.recomputeEpt();
    } else {
      table.recompute(wp, (set & 2) != 0, (set & 4) != 0, (set & 8) != 0);
    }
    table.recomputePkru(pke, wp, true);
    return table;
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void tablesEqualTheKernels() throws NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int set = 0; set < 32; set++) {
      PermissionTable table = table(set, (set & 16) != 0, false);
      for (int row = 0; row < PermissionTable.ROWS; row++) {
        bytes.write(table.row(row));
      }
    }
    assertThat(sha256(bytes.toByteArray()))
        .isEqualTo("7ead2b0546bf4f3441886c53305796109407a35c961d3eed5ef254e3cf243bb9");
  }

  @Test
  void answersEqualTheKernels() throws NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int ept = 0; ept <= 1; ept++) {
      for (int set = 0; set < 32; set++) {
        addAnswers(table(set, ept == 1, (set & 16) != 0), bytes);
      }
    }
    assertThat(bytes.size()).isEqualTo(65536);
    assertThat(sha256(bytes.toByteArray()))
        .isEqualTo("6959fd08d917e51938403e8588997486ed0fabb053489f5a0a8c9ec8d3230520");
  }

  private static void addAnswers(PermissionTable table, ByteArrayOutputStream bytes) {
    for (int rights = 0; rights < 8; rights++) {
      for (int access = 0; access <= 30; access += 2) {
        if ((access & 8) == 0) {
          for (int cpl = 0; cpl <= 3; cpl += 3) {
            for (int ac = 0; ac <= 1; ac++) {
              for (int key = 0; key < 4; key++) {
                int override = cpl < 3 && ac == 1 ? 8 : 0;
                bytes.write((int) table.fault(rights, PKEY, access, override, key * 1024));
              }
            }
          }
        }
      }
    }
  }

  /** The mask gains bits while PKE stays set; without the behaviour it is what WP says. */
  @ParameterizedTest
  @CsvSource({
    "true,  1:1 1:0 0:0 1:0, dd00 dd00 0 d500",
    "false, 1:1 1:0 0:0 1:0, dd00 d500 0 d500",
    "true,  1:0 1:1 1:0,     d500 dd00 dd00",
    "false, 1:0 1:1 1:0,     d500 dd00 d500",
  })
  void theKeyMaskHasAHistory(boolean accumulate, String states, String masks) {
    PermissionTable table = new PermissionTable();
    StringBuilder seen = new StringBuilder();
    for (String state : states.split(" ")) {
      table.recomputePkru(state.charAt(0) == '1', state.charAt(2) == '1', accumulate);
      seen.append(' ').append(Integer.toHexString(table.pkruMask()));
    }
    assertThat(seen.substring(1)).isEqualTo(masks);
  }
}
