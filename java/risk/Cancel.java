package risk;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/** A wish to stop, from any thread, seen by every call whose options have it. It does not go away. */
public final class Cancel {
  static final Cleaner CLEANER = Cleaner.create();

  final Pointer pointer;

  public Cancel() {
    Pointer made = Library.handle(Library.INSTANCE::risk_cancel_new);
    pointer = made;
    CLEANER.register(this, () -> Library.INSTANCE.risk_cancel_free(made));
  }

  /** Asks to stop: calls end with {@link RiskException.Code#CANCELLED}. */
  public void request() {
    Library.INSTANCE.risk_cancel_request(pointer);
    Reference.reachabilityFence(this);
  }
}
