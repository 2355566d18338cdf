package risk;

/** A call that failed. Its texts quote no value of a case. */
public class RiskException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of mistake it is; the names and numbers are those of risk/c_api.h. */
  public enum Code {
    OK,
    BAD_ARGUMENT,
    BAD_CASE,
    NO_EDITION,
    BAD_EDITION,
    LIMIT,
    CANCELLED,
    CALLBACK,
    NO_MEMORY,
    BAD_VERSION,
    BUG,
    /** Of a newer library. */
    OTHER;

    static Code of(int number) {
      return number >= 0 && number < OTHER.ordinal() ? values()[number] : OTHER;
    }
  }

  private final Code code;
  private final String path;
  private final String problems;

  RiskException(Code code, String message, String path, String problems) {
    super(path.isEmpty() ? message : path + ": " + message);
    this.code = code;
    this.path = path;
    this.problems = problems;
  }

  public Code code() {
    return code;
  }

  /** Of the field of the case, or of the rule file, that is meant; empty if none is. */
  public String path() {
    return path;
  }

  /** Everything that is wrong: a JSON array of {code, message, path, hint, line, column}. */
  public String problems() {
    return problems;
  }
}
