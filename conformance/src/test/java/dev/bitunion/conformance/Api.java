package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A generated class, called by the names that the layout gives; knows what was never called. */
final class Api {
  private static final List<String> OF_RECORDS = List.of("equals", "hashCode", "toString");
  private final Class<?> type;
  private final Map<String, List<Method>> methods = new HashMap<>();
  private final Set<Method> uncalled = new LinkedHashSet<>();

  private Api(Class<?> type) {
    this.type = type;
    for (Method method : type.getDeclaredMethods()) {
      boolean callable = Modifier.isPublic(method.getModifiers()) && !method.isBridge();
      if (callable && !method.isSynthetic()) {
        method.setAccessible(true);
        methods.computeIfAbsent(method.getName(), name -> new ArrayList<>()).add(method);
        if (!OF_RECORDS.contains(method.getName()) || method.getParameterCount() == 1) {
          uncalled.add(method);
        }
      }
    }
    uncalled.removeIf(method -> method.getName().equals("equals"));
  }

  static Api of(String union, String form) {
    try {
      return new Api(Class.forName(Api.class.getPackageName() + "." + union + form));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static Api of(Object object) {
    return new Api(object.getClass());
  }

  static boolean exists(String union, String form) {
    try {
      Class.forName(Api.class.getPackageName() + "." + union + form);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  boolean has(String name) {
    return methods.containsKey(name);
  }

  /** Whether a method of this name has a first parameter of this type. */
  boolean has(String name, Class<?> first) {
    return methods.getOrDefault(name, List.of()).stream()
        .anyMatch(m -> m.getParameterCount() > 0 && m.getParameterTypes()[0] == first);
  }

  /** The only method of this name. */
  Method method(String name) {
    return methods.get(name).get(0);
  }

  Object constant(String name) {
    try {
      return type.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  boolean hasConstant(String name) {
    return Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(name));
  }

  Object create(Object... words) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(words);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls a static method. */
  Object call(String name, Object... arguments) {
    return on(null, name, arguments);
  }

  /** Calls a method; numbers become what it takes. */
  Object on(Object self, String name, Object... arguments) {
    for (Method method : methods.getOrDefault(name, List.of())) {
      Object[] fitting = fitting(method, self, arguments);
      if (fitting != null) {
        uncalled.remove(method);
        return invoke(method, self, fitting);
      }
    }
    throw new AssertionError(type + " has no " + name + Arrays.toString(arguments));
  }

  private static Object invoke(Method method, Object self, Object... arguments) {
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object[] fitting(Method method, Object self, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.length
        || Modifier.isStatic(method.getModifiers()) != (self == null)) {
      return null;
    }
    Object[] fitting = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      boolean numeric = types[i].isPrimitive() && types[i] != boolean.class;
      if (numeric && arguments[i] instanceof Number number) {
        fitting[i] = narrowed(number.longValue(), types[i].getName());
      } else if (numeric && arguments[i] instanceof Character c) {
        fitting[i] = narrowed(c, types[i].getName());
      } else if (types[i] == boolean.class
          ? arguments[i] instanceof Boolean
          : types[i].isInstance(arguments[i])) {
        fitting[i] = arguments[i];
      } else {
        return null;
      }
    }
    return fitting;
  }

  /** A number as Java's narrowing casts make it. */
  static Object narrowed(long number, String type) {
    return switch (type) {
      case "byte" -> (byte) number;
      case "short" -> (short) number;
      case "char" -> (char) number;
      case "int" -> (int) number;
      default -> number;
    };
  }

  /** Every public method has been called: what the model does not know must not exist. */
  void nothingElse() {
    nothingElse(method -> true);
  }

  /** Every public method of a field has been called. */
  void nothingElseOf(Spec field) {
    nothingElse(method -> field.named(method.getName()));
  }

  /** Every public method that is of no field has been called, but for some. */
  void nothingElseBeside(Layout layout, String... others) {
    List<String> names = List.of(others);
    nothingElse(
        method ->
            !names.contains(method.getName())
                && layout.fields().stream().noneMatch(field -> field.named(method.getName())));
  }

  private void nothingElse(Predicate<Method> part) {
    assertThat(uncalled.stream().filter(part))
        .as("methods of %s that the model does not know", type)
        .isEmpty();
  }
}
