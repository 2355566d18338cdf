package risk;

import com.sun.jna.Callback;
import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * librisk.so.1 by JNA: the C interface as it stands in risk/c_api.h. From Java 22 on the same functions can be bound by
 * java.lang.foreign without JNA: Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor), handles as MemorySegment.
 *
 * <p>JNA looks for the library where the system does, and in the folders of the property jna.library.path.
 */
interface Library extends com.sun.jna.Library {
  int ABI_VERSION = 1;

  Library INSTANCE = load();

  String risk_version();

  int risk_require(int abiVersion, PointerByReference error);

  void risk_free(Pointer result);

  int risk_error_code(Pointer error);

  String risk_error_message(Pointer error);

  String risk_error_path(Pointer error);

  String risk_error_problems(Pointer error);

  void risk_error_free(Pointer error);

  int risk_options_new(PointerByReference options, PointerByReference error);

  int risk_options_set(Pointer options, String name, String value, PointerByReference error);

  int risk_options_set_cancel(Pointer options, Pointer cancel, PointerByReference error);

  void risk_options_free(Pointer options);

  int risk_cancel_new(PointerByReference cancel, PointerByReference error);

  void risk_cancel_request(Pointer cancel);

  void risk_cancel_free(Pointer cancel);

  int risk_edition_open(String name, Pointer options, PointerByReference edition, PointerByReference error);

  void risk_edition_free(Pointer edition);

  String risk_edition_name(Pointer edition);

  String risk_edition_hash(Pointer edition);

  int risk_edition_describe(Pointer edition, PointerByReference json, SizeReference size, PointerByReference error);

  int risk_describe(PointerByReference json, SizeReference size, PointerByReference error);

  int risk_schema(String which, PointerByReference json, SizeReference size, PointerByReference error);

  int risk_assess(Pointer edition, byte[] record, Size size, Pointer options, PointerByReference result,
      SizeReference resultSize, PointerByReference error);

  int risk_next(Pointer edition, byte[] record, Size size, Pointer options, PointerByReference result,
      SizeReference resultSize, PointerByReference error);

  int risk_validate(byte[] record, Size size, Pointer options, PointerByReference problems, SizeReference problemsSize,
      PointerByReference error);

  int risk_batch(Pointer edition, byte[] records, Size size, Pointer options, BatchCallback callback, Pointer context,
      PointerByReference error);

  /** risk_batch_callback. */
  interface BatchCallback extends Callback {
    int take(Pointer context, Size index, int code, Pointer result, Size size);
  }

  /** size_t. */
  final class Size extends IntegerType {
    private static final long serialVersionUID = 1;

    public Size() {
      this(0);
    }

    public Size(long value) {
      super(Native.SIZE_T_SIZE, value, true);
    }
  }

  /** size_t*. */
  final class SizeReference extends ByReference {
    public SizeReference() {
      super(Native.SIZE_T_SIZE);
    }

    long value() {
      return Native.SIZE_T_SIZE == 8 ? getPointer().getLong(0) : Integer.toUnsignedLong(getPointer().getInt(0));
    }
  }

  /** A call that gives back a text. */
  interface TextCall {
    int call(PointerByReference result, SizeReference size, PointerByReference error);
  }

  /** A call that makes a handle. */
  interface HandleCall {
    int call(PointerByReference handle, PointerByReference error);
  }

  /** What goes wrong here is the cause of the error that the virtual machine raises for the class that cannot be initialised. */
  static Library load() {
    String name = "librisk.so." + ABI_VERSION;
    try {
      Library library = Native.load(name, Library.class, Map.of(OPTION_STRING_ENCODING, "UTF-8"));
      PointerByReference error = new PointerByReference();
      check(library, library.risk_require(ABI_VERSION, error), error);
      return library;
    } catch (UnsatisfiedLinkError problem) {
      throw new RiskException(RiskException.Code.BAD_VERSION,
          name + " cannot be used; jna.library.path may name its folder (" + problem.getMessage() + ")", "", "[]");
    }
  }

  static void check(Library library, int code, PointerByReference error) {
    if (code == 0) return;
    Pointer pointer = error.getValue();
    try {
      throw new RiskException(RiskException.Code.of(code), library.risk_error_message(pointer),
          library.risk_error_path(pointer), inOwnNames(library.risk_error_problems(pointer)));
    } finally {
      library.risk_error_free(pointer);
    }
  }

  /** A text of the library as these classes put it. */
  static String inOwnNames(String text) {
    return text.replace("risk_batch", "Edition.assessLines");
  }

  /** A text may hold a zero, which would end it on the way to C: that is another text. */
  static String withoutZero(String text) {
    if (text == null || text.indexOf('\0') < 0) return text;
    throw new RiskException(RiskException.Code.BAD_ARGUMENT, "a name or an option has no zero in it", "", "[]");
  }

  static Pointer handle(HandleCall call) {
    PointerByReference handle = new PointerByReference();
    PointerByReference error = new PointerByReference();
    check(INSTANCE, call.call(handle, error), error);
    return handle.getValue();
  }

  static byte[] bytes(TextCall call) {
    PointerByReference result = new PointerByReference();
    SizeReference size = new SizeReference();
    PointerByReference error = new PointerByReference();
    check(INSTANCE, call.call(result, size, error), error);
    try {
      return result.getValue().getByteArray(0, Math.toIntExact(size.value()));
    } finally {
      INSTANCE.risk_free(result.getValue());
    }
  }

  static String text(TextCall call) {
    return new String(bytes(call), StandardCharsets.UTF_8);
  }
}
