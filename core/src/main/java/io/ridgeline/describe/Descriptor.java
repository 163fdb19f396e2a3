package io.ridgeline.describe;

import io.ridgeline.StudyFileException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a record annotated with {@link Method} declares, and the way from a map of values to an
 * instance of it and back.
 */
public final class Descriptor {
  private static final ClassValue<Descriptor> CACHE =
      new ClassValue<>() {
        @Override
        protected Descriptor computeValue(Class<?> type) {
          return new Descriptor(type);
        }
      };

  private final Class<?> type;
  private final Method method;
  private final List<Parameter> parameters;

  private Descriptor(Class<?> type) {
    this.type = type;
    this.method =
        Objects.requireNonNull(
            type.getAnnotation(Method.class), () -> type.getName() + " lacks @Method");
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    this.parameters = Arrays.stream(type.getRecordComponents()).map(Descriptor::parameter).toList();
  }

  /** The declaration of {@code type}, a record annotated with {@link Method}. */
  public static Descriptor of(Class<?> type) {
    return CACHE.get(type);
  }

  /** The name in study files. */
  public String name() {
    return method.name();
  }

  /** What it does, in one sentence. */
  public String summary() {
    return method.summary();
  }

  /** The exact definition, or an empty string. */
  public String formula() {
    return method.formula();
  }

  /** When to use it, or an empty string. */
  public String when() {
    return method.when();
  }

  /** The citations. */
  public List<String> papers() {
    return Arrays.stream(method.paper()).map(Paper::value).toList();
  }

  /** The tasks it is defined for. */
  public List<TaskKind> tasks() {
    return List.of(method.tasks());
  }

  /** What it adds to the time of a training step. */
  public Cost cost() {
    return method.cost();
  }

  /** The declared record. */
  public Class<?> type() {
    return type;
  }

  /** The hyper-parameters in declaration order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Every parameter with its default. */
  public Map<String, Object> defaults() {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(p -> values.put(p.name(), p.def()));
    return values;
  }

  /**
   * The values with which the method does nothing: the defaults with every declared off value.
   *
   * @return null if no parameter declares one
   */
  public @Nullable Map<String, Object> off() {
    Map<String, Object> values = defaults();
    boolean any = false;
    for (Parameter p : parameters) {
      if (p.off() != null) {
        values.put(p.name(), p.off());
        any = true;
      }
    }
    return any ? values : null;
  }

  /** Whether every parameter that declares an off value has it in {@code values}. */
  public boolean isOff(Map<String, ?> values) {
    List<Parameter> declared = parameters.stream().filter(p -> p.off() != null).toList();
    return !declared.isEmpty()
        && declared.stream().allMatch(p -> Objects.equals(p.off(), values.get(p.name())));
  }

  /**
   * All values, defaults filled in, each in its parameter's own type and in declaration order.
   *
   * @throws StudyFileException naming an unknown parameter, or a value out of range with the range
   */
  public Map<String, Object> resolve(Map<String, ?> values) {
    List<String> known = parameters.stream().map(Parameter::name).toList();
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new StudyFileException(
            name()
                + " has no parameter '"
                + name
                + "'; "
                + (known.isEmpty() ? "it has none" : "known: " + String.join(", ", known)));
      }
    }
    Map<String, Object> resolved = new LinkedHashMap<>();
    for (Parameter p : parameters) {
      Object given = values.containsKey(p.name()) ? values.get(p.name()) : p.def();
      resolved.put(p.name(), valid(p, given));
    }
    return resolved;
  }

  private Object valid(Parameter p, @Nullable Object given) {
    Object value = p.convert(given);
    if (value == null) {
      throw new StudyFileException(
          name() + "." + p.name() + " = " + given + " is not valid; give " + p.range());
    }
    return value;
  }

  /**
   * An instance with {@code values}, defaults filled in.
   *
   * @throws StudyFileException as {@link #resolve}
   */
  public Object create(Map<String, ?> values) {
    Object[] arguments = resolve(values).values().toArray();
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The values of an instance, in declaration order: the inverse of {@link #create}. */
  public static Map<String, Object> values(Object instance) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent c : instance.getClass().getRecordComponents()) {
      try {
        var accessor = c.getAccessor();
        accessor.setAccessible(true);
        values.put(c.getName(), accessor.invoke(instance));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  /**
   * Refuses values out of their declared range; called from a record's compact constructor.
   *
   * @throws StudyFileException naming the method, the parameter, the value and the range
   */
  public static void check(Class<?> type, Object... values) {
    Descriptor d = of(type);
    IntStream.range(0, values.length).forEach(i -> d.valid(d.parameters.get(i), values[i]));
  }

  @Override
  public String toString() {
    return name()
        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ", "(", ")"));
  }

  private static Parameter parameter(RecordComponent c) {
    Real real = c.getAnnotation(Real.class);
    if (real != null) {
      return new Parameter(
          c.getName(),
          Parameter.Type.REAL,
          real.doc(),
          real.def(),
          real.min(),
          real.max(),
          real.minExclusive(),
          real.maxExclusive(),
          Double.isNaN(real.off()) ? null : (Object) real.off(),
          Arrays.stream(real.search()).boxed().toList(),
          real.log(),
          real.towardsOne(),
          List.of());
    }
    Count count = c.getAnnotation(Count.class);
    if (count != null) {
      boolean list = c.getType() == List.class;
      List<Integer> defaults = Arrays.stream(count.def()).boxed().toList();
      return new Parameter(
          c.getName(),
          list ? Parameter.Type.COUNTS : Parameter.Type.COUNT,
          count.doc(),
          list ? defaults : defaults.get(0),
          count.min(),
          count.max(),
          false,
          false,
          count.off() == Integer.MIN_VALUE ? null : (Object) count.off(),
          Arrays.stream(count.search()).asDoubleStream().boxed().toList(),
          false,
          false,
          List.of());
    }
    Choice choice = c.getAnnotation(Choice.class);
    if (choice != null) {
      return new Parameter(
          c.getName(),
          Parameter.Type.CHOICE,
          choice.doc(),
          choice.def(),
          Double.NaN,
          Double.NaN,
          false,
          false,
          choice.off().isEmpty() ? null : choice.off(),
          List.of(),
          false,
          false,
          new ArrayList<>(List.of(choice.options())));
    }
    throw new IllegalArgumentException(
        c.getDeclaringRecord().getName() + "." + c.getName() + " lacks @Real, @Count or @Choice");
  }
}
