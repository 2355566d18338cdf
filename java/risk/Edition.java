package risk;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An opened edition, and what it says of cases: immutable, shared by any number of threads. Opening costs some tenths of a second
 * and 20 MB: keep it. Memory is given back when nobody refers to it any more.
 *
 * <pre>{@code
 * Edition edition = Edition.open("england_wales");
 * String assessment = edition.assess("{\"case_id\": \"a\", \"assessment_date\": \"2026-06-01\"}");
 * }</pre>
 *
 * <p>A case is JSON text, or the bytes of JSON, of text format or of a message. What it leaves out is unknown, never "no" and never
 * zero. Every mistake is a {@link RiskException}.
 */
public final class Edition {
  private final Pointer pointer;

  private Edition(Pointer made) {
    pointer = made;
    Cancel.CLEANER.register(this, () -> Library.INSTANCE.risk_edition_free(made));
  }

  /** An id@version, an id, or the path of a folder of rule files (it has a slash in it), which may lie over another edition. */
  public static Edition open(String name) {
    return open(name, null);
  }

  public static Edition open(String name, Options options) {
    Objects.requireNonNull(name);
    String known = Library.withoutZero(name);
    try {
      return new Edition(
          Library.handle((handle, error) -> Library.INSTANCE.risk_edition_open(known, of(options), handle, error)));
    } finally {
      Reference.reachabilityFence(options);
    }
  }

  /** "england_wales@2026.1". */
  public String name() {
    try {
      return Library.INSTANCE.risk_edition_name(pointer);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** SHA-256 of its rules, hexadecimal. */
  public String hash() {
    try {
      return Library.INSTANCE.risk_edition_hash(pointer);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** JSON: name, hash, title, time in force, layers, warnings, and every rule with kind, id, file and line. */
  public String describe() {
    try {
      return Library.text(
          (json, size, error) -> Library.INSTANCE.risk_edition_describe(pointer, json, size, error));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What the rules say of a case: a risk.v1.Assessment as JSON. */
  public String assess(String record) {
    return assess(record, null);
  }

  public String assess(String record, Options options) {
    return new String(assess(bytes(record), options), StandardCharsets.UTF_8);
  }

  /** The same in the format that the options name: JSON unless they do. */
  public byte[] assess(byte[] record, Options options) {
    return ask(Library.INSTANCE::risk_assess, record, options);
  }

  /** What to ask whom, so that the levels settle: a risk.v1.Asks as JSON. */
  public String next(String record, Options options) {
    return new String(ask(Library.INSTANCE::risk_next, bytes(record), options), StandardCharsets.UTF_8);
  }

  /** Is told about one record of a batch; false ends it. */
  public interface Taker {
    /** With OK `result` is the assessment, otherwise {"error": {code, message, path, problems}}. */
    boolean take(long index, RiskException.Code code, String result);
  }

  /**
   * Assesses records, one a line, in the calling thread. A bad one goes to `taker` like the others. What `taker` throws is thrown
   * again here.
   */
  public void assessLines(byte[] lines, Options options, Taker taker) {
    Throwable[] thrown = {null};
    Library.BatchCallback callback =
        (context, index, code, result, size) -> {
          try {
            String text = new String(result.getByteArray(0, size.intValue()), StandardCharsets.UTF_8);
            return taker.take(index.longValue(), RiskException.Code.of(code), text) ? 0 : 1;
          } catch (Throwable exception) { // it must not cross the library, whatever it is
            thrown[0] = exception;
            return 2;
          }
        };
    PointerByReference error = new PointerByReference();
    int code =
        Library.INSTANCE.risk_batch(
            pointer, lines, new Library.Size(lines.length), of(options), callback, null, error);
    Reference.reachabilityFence(this);
    Reference.reachabilityFence(options);
    Reference.reachabilityFence(callback);
    if (code == RiskException.Code.CALLBACK.ordinal()) {
      Library.INSTANCE.risk_error_free(error.getValue());
      if (thrown[0] != null) Edition.<RuntimeException>rethrow(thrown[0]);
      return; // the taker wanted no more
    }
    Library.check(Library.INSTANCE, code, error);
  }

  /** Of whatever kind it is: other languages of the JVM throw checked ones unannounced. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** What cannot be right in a case: a JSON array, empty if nothing. */
  public static String validate(String record, Options options) {
    byte[] bytes = bytes(record);
    try {
      return Library.inOwnNames(
          Library.text(
              (problems, size, error) ->
                  Library.INSTANCE.risk_validate(bytes, new Library.Size(bytes.length), of(options), problems, size, error)));
    } finally {
      Reference.reachabilityFence(options);
    }
  }

  /** JSON: the version of the library and the editions that are part of it. */
  public static String describeLibrary() {
    return Library.text(Library.INSTANCE::risk_describe);
  }

  /** JSON Schema of a case ("input") or of an assessment ("output"). */
  public static String schema(String which) {
    String known = Library.withoutZero(which);
    return Library.text((json, size, error) -> Library.INSTANCE.risk_schema(known, json, size, error));
  }

  private interface Question {
    int ask(Pointer edition, byte[] record, Library.Size size, Pointer options, PointerByReference result,
        Library.SizeReference resultSize, PointerByReference error);
  }

  private byte[] ask(Question question, byte[] record, Options options) {
    Objects.requireNonNull(record);
    try {
      return Library.bytes(
          (result, size, error) ->
              question.ask(pointer, record, new Library.Size(record.length), of(options), result, size, error));
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(options);
    }
  }

  private static byte[] bytes(String record) {
    return record.getBytes(StandardCharsets.UTF_8);
  }

  private static Pointer of(Options options) {
    return options == null ? null : options.pointer;
  }
}
