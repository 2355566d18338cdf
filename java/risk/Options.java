package risk;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.time.LocalDate;

/**
 * How to open an edition or to assess a case; all as it is unless said otherwise. Set before use, then shared by any number of
 * threads.
 *
 * <pre>{@code new Options().detail(Options.Detail.RESULTS).knownOn(LocalDate.of(2021, 6, 21))}</pre>
 */
public final class Options {
  /** Each includes the ones before it and costs more. */
  public enum Detail {
    RESULTS,
    MISSING,
    EXPLANATIONS
  }

  final Pointer pointer;
  private Cancel cancel; // lives as long as the options

  public Options() {
    Pointer made = Library.handle(Library.INSTANCE::risk_options_new);
    pointer = made;
    Cancel.CLEANER.register(this, () -> Library.INSTANCE.risk_options_free(made));
  }

  /** Of the editions of an id, the newest in force on that day. */
  public Options date(LocalDate date) {
    return set("date", date.toString());
  }

  /** The hash that the edition must have. */
  public Options hash(String hash) {
    return set("hash", hash);
  }

  /** A folder of an edition that the opened one may extend, besides those of the library. */
  public Options base(String folder) {
    return set("base", folder);
  }

  /** Otherwise the day of knownOn, or that of the case, or today. */
  public Options assessedOn(LocalDate date) {
    return set("assessed_on", date.toString());
  }

  /** Replay: use only what was known then. */
  public Options knownOn(LocalDate date) {
    return set("known_on", date.toString());
  }

  public Options detail(Detail detail) {
    return set("detail", detail.name().toLowerCase(java.util.Locale.ROOT));
  }

  /** Only this instrument or published result; may be repeated. */
  public Options instrument(String id) {
    return set("instrument", id);
  }

  /** Leave out what the schema does not have; otherwise it is an error. */
  public Options allowUnknownFields(boolean allowed) {
    return set("allow_unknown_fields", String.valueOf(allowed));
  }

  public Options mostBytes(long bytes) {
    return set("most_bytes", String.valueOf(bytes));
  }

  public Options mostMilliseconds(long milliseconds) {
    return set("most_milliseconds", String.valueOf(milliseconds));
  }

  public Options cancel(Cancel wish) {
    PointerByReference error = new PointerByReference();
    Library.check(Library.INSTANCE, Library.INSTANCE.risk_options_set_cancel(pointer, wish.pointer, error), error);
    cancel = wish;
    Reference.reachabilityFence(this);
    return this;
  }

  /** Any option by its name in risk/c_api.h. */
  public Options set(String name, String value) {
    PointerByReference error = new PointerByReference();
    String knownName = Library.withoutZero(name);
    String knownValue = Library.withoutZero(value);
    try {
      Library.check(Library.INSTANCE, Library.INSTANCE.risk_options_set(pointer, knownName, knownValue, error), error);
    } finally {
      Reference.reachabilityFence(this);
    }
    return this;
  }
}
