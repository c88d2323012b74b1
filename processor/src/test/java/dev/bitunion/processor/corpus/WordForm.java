package dev.bitunion.processor.corpus;

import dev.bitunion.processor.corpus.Declaration.Accessor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** {@code XBits}: types of up to 64 bits as one word. */
final class WordForm implements Form {
  private final Methods methods;
  private final int size;
  private final boolean bigEndian;

  WordForm(Class<?> bits, int size, boolean bigEndian) {
    this.methods = new Methods(bits);
    this.size = size;
    this.bigEndian = bigEndian;
  }

  @Override
  public String name() {
    return "word";
  }

  @Override
  public Object read(byte[] bytes, Accessor field) throws ReflectiveOperationException {
    List<Object> arguments = arguments(bytes, field);
    return methods.call(null, field.method(), arguments);
  }

  @Override
  public byte[] write(byte[] bytes, Accessor field, long value)
      throws ReflectiveOperationException {
    List<Object> arguments = arguments(bytes, field);
    arguments.add(value);
    Number word = (Number) methods.call(null, "with" + field.capital() + "Truncated", arguments);
    return Storage.bytes(java.math.BigInteger.valueOf(word.longValue()), size, bigEndian);
  }

  private List<Object> arguments(byte[] bytes, Accessor field) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(Storage.number(bytes, bigEndian).longValue());
    if (field.index() >= 0) {
      arguments.add((long) field.index());
    }
    return arguments;
  }

  /** Methods by name and number of parameters; numbers are narrowed to what a parameter takes. */
  static final class Methods {
    private final java.util.Map<String, Method> methods = new java.util.HashMap<>();
    private final Class<?> type;

    Methods(Class<?> type) {
      this.type = type;
      for (Method method : type.getMethods()) {
        methods.put(method.getName() + "/" + method.getParameterCount(), method);
      }
    }

    Object call(Object receiver, String name, List<Object> arguments)
        throws ReflectiveOperationException {
      Method method = methods.get(name + "/" + arguments.size());
      if (method == null) {
        throw new NoSuchMethodException(type.getSimpleName() + "." + name + "/" + arguments.size());
      }
      Object[] fitted = new Object[arguments.size()];
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] = fit(arguments.get(i), method.getParameterTypes()[i]);
      }
      return method.invoke(receiver, fitted);
    }

    private static Object fit(Object argument, Class<?> parameter) {
      if (argument instanceof Long number) {
        if (parameter == int.class) {
          return number.intValue();
        }
        if (parameter == boolean.class) {
          return number != 0;
        }
      }
      return argument;
    }
  }
}
