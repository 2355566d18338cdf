import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import risk.Cancel;
import risk.Edition;
import risk.Options;
import risk.RiskException;
import risk.RiskException.Code;

/** The package as a user has it. */
public class EditionTest {
  private static final String CASE =
      "{\"case_id\":\"a\",\"assessment_date\":\"2026-06-01\",\"domestic_abuse\":{\"incidents\":[{\"id\":\"i1\","
          + "\"happened_on\":\"2026-05-01\"}]}}";
  private static final Edition EDITION = Edition.open("england_wales");

  private static RiskException fails(Code code, Runnable call) {
    RiskException exception = assertThrows(RiskException.class, call::run);
    assertEquals(exception.getMessage(), code, exception.code());
    return exception;
  }

  @Test
  public void saysWhatItIs() {
    assertTrue(EDITION.name().startsWith("england_wales@"));
    assertEquals(64, EDITION.hash().length());
    assertTrue(EDITION.describe().contains(EDITION.hash()));
    assertTrue(Edition.describeLibrary().contains("\"england_wales@2026.1\""));
    assertTrue(Edition.schema("input").contains("$defs"));
    assertEquals(EDITION.hash(), Edition.open(EDITION.name(), new Options().hash(EDITION.hash())).hash());
  }

  @Test
  public void whatIsNotThere() {
    for (String name : List.of("england_wales@1999.1", "./no/such/folder/", "no_such_edition")) {
      fails(Code.NO_EDITION, () -> Edition.open(name));
    }
    fails(Code.NO_EDITION, () -> Edition.open("england_wales", new Options().hash("0".repeat(64))));
    fails(Code.BAD_ARGUMENT, () -> Edition.schema("cases"));
    fails(Code.BAD_ARGUMENT, () -> Edition.schema(null));
    assertThrows(NullPointerException.class, () -> Edition.open(null));
  }

  @Test
  public void levelsAreRanges() {
    assertTrue(EDITION.assess(CASE).contains("\"group\":\"CHILDREN\""));
    assertTrue(EDITION.next(CASE, null).contains("\"ask\":[{"));
    String replay =
        new String(
            EDITION.assess(
                CASE.getBytes(StandardCharsets.UTF_8),
                new Options().set("format", "text").knownOn(LocalDate.of(2026, 5, 31))),
            StandardCharsets.UTF_8);
    assertTrue(replay.contains("Replayed with only what was known on 31 May 2026"));
    assertTrue(
        EDITION.assess(CASE, new Options().detail(Options.Detail.RESULTS)).length() < EDITION.assess(CASE).length());
    fails(Code.BAD_ARGUMENT, () -> new Options().set("detial", "results"));
    fails(Code.BAD_ARGUMENT, () -> new Options().mostBytes(0));
  }

  @Test
  public void badCasesSayWhere() {
    RiskException bad =
        fails(Code.BAD_CASE, () -> EDITION.assess("{\"assessment_date\":\"2026-02-30\",\"casse_id\":\"\"}"));
    assertTrue(bad.problems().contains("did you mean"));
    for (String wrong : List.of("", "{", "{} {}", "[]", "\ud800")) fails(Code.BAD_CASE, () -> EDITION.assess(wrong));
    byte[] cut = {0x0a, 0x05, 'a', 'b'}; // a message
    byte[] broken = "{\"case_id\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    broken[12] = (byte) 0xff;
    for (byte[] wrong : List.of(new byte[] {(byte) 0xff, (byte) 0xfe}, cut, broken, new byte[0])) {
      fails(Code.BAD_CASE, () -> EDITION.assess(wrong, null));
    }
    byte[] large = new byte[100_000_000];
    Arrays.fill(large, (byte) ' ');
    fails(Code.LIMIT, () -> EDITION.assess(large, null));
    assertThrows(NullPointerException.class, () -> EDITION.assess((String) null));
    assertEquals("[]", Edition.validate(CASE, null));
    assertTrue(Edition.validate("{\"assessment_date\":\"2026-02-30\"}", null).contains("bad-date"));
  }

  @Test
  public void lines() {
    byte[] lines = (CASE + "\nnonsense\n" + CASE + "\n").getBytes(StandardCharsets.UTF_8);
    List<Code> codes = new ArrayList<>();
    EDITION.assessLines(lines, null, (index, code, result) -> codes.add(code));
    assertEquals(List.of(Code.OK, Code.BAD_CASE, Code.OK), codes);
    codes.clear();
    EDITION.assessLines(lines, null, (index, code, result) -> !codes.add(code));
    assertEquals(1, codes.size());
    assertThrows(
        IllegalStateException.class,
        () -> EDITION.assessLines(lines, null, (index, code, result) -> { throw new IllegalStateException(); }));
    for (Throwable any : List.of(new AssertionError(), new StackOverflowError(), new IOException())) {
      codes.clear();
      Throwable caught =
          assertThrows(
              any.getClass(),
              () -> EDITION.assessLines(lines, null, (index, code, result) -> codes.add(code) && EditionTest.<RuntimeException>sneak(any)));
      assertSame(any, caught);
      assertEquals("the batch ends", 1, codes.size());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> boolean sneak(Throwable any) throws T {
    throw (T) any;
  }

  @Test
  public void textsAreWhole() {
    fails(Code.BAD_ARGUMENT, () -> Edition.open("england_wales\0x"));
    fails(Code.BAD_ARGUMENT, () -> Edition.schema("input\0x"));
    fails(Code.BAD_ARGUMENT, () -> new Options().set("detail", "results\0x"));
    fails(Code.BAD_ARGUMENT, () -> new Options().set("detail\0x", "results"));
    fails(Code.BAD_ARGUMENT, () -> new Options().set(null, null));
  }

  @Test
  public void severalCasesAreForABatch() {
    String several = fails(Code.BAD_CASE, () -> EDITION.assess("{} {}")).problems();
    assertTrue(several, several.contains("\"Edition.assessLines takes many\""));
    assertEquals(several, Edition.validate("{} {}", null));
  }

  @Test
  public void cancel() {
    Cancel cancel = new Cancel();
    Options options = new Options().cancel(cancel).mostMilliseconds(600_000);
    assertFalse(EDITION.assess(CASE, options).isEmpty());
    cancel.request();
    fails(Code.CANCELLED, () -> EDITION.assess(CASE, options));
  }

  @Test
  public void threadsShareAnEdition() throws Exception {
    String expected = EDITION.assess(CASE);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 80; ++i) work.add(() -> EDITION.assess(CASE).equals(expected));
    for (Future<Boolean> result : threads.invokeAll(work)) assertTrue(result.get());
    threads.shutdown();
  }
}
