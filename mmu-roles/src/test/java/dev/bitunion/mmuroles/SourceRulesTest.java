package dev.bitunion.mmuroles;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Rules that the compiled classes no longer show. */
class SourceRulesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final String HOME_OF_SHIFTS = "PageMath.java";
  private static final int LONGEST_FILE = 400;

  private static final Set<Tree.Kind> SHIFTS =
      Set.of(
          Tree.Kind.LEFT_SHIFT,
          Tree.Kind.RIGHT_SHIFT,
          Tree.Kind.UNSIGNED_RIGHT_SHIFT,
          Tree.Kind.LEFT_SHIFT_ASSIGNMENT,
          Tree.Kind.RIGHT_SHIFT_ASSIGNMENT,
          Tree.Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT);

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** Fields come from generated accessors; page arithmetic has one home. */
  @Test
  void nobodyShiftsByHand() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()));
      Trees trees = Trees.instance(task);
      int parsed = 0;
      for (CompilationUnitTree unit : task.parse()) {
        parsed++;
        if (!unit.getSourceFile().getName().endsWith(HOME_OF_SHIFTS)) {
          new ShiftScanner(trees, unit, found).scan(unit, null);
        }
      }
      assertThat(parsed).isEqualTo(sources().size());
    }
    assertThat(found).isEmpty();
  }

  private static final class ShiftScanner extends TreePathScanner<Void, Void> {
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<String> found;

    ShiftScanner(Trees trees, CompilationUnitTree unit, List<String> found) {
      this.trees = trees;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public Void visitBinary(BinaryTree node, Void unused) {
      note(node);
      return super.visitBinary(node, null);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree node, Void unused) {
      note(node);
      return super.visitCompoundAssignment(node, null);
    }

    private void note(Tree node) {
      if (SHIFTS.contains(node.getKind())) {
        long start = trees.getSourcePositions().getStartPosition(unit, node);
        found.add(unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(start));
      }
    }
  }

  @Test
  void filesAreSmall() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThan(LONGEST_FILE + 1);
    }
  }
}
