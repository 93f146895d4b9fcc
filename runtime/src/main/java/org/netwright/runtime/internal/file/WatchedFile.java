package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is looked at again and again, and judged each time that it is another one: it is
 * taken or refused. Used by one thread at a time.
 */
public final class WatchedFile {
  private static final int LONGEST_PAUSE = 64;

  /** What a look found. */
  public enum State {
    /** There is no file. */
    MISSING,
    /** The file that was judged. */
    JUDGED,
    /** Another file, which was not the same in the look before, and may not be complete yet. */
    CHANGING,
    /** A file that is to be judged. */
    READY
  }

  private final Path file;

  /** The file in the last look. */
  private @Nullable FileStamp last;

  private @Nullable FileStamp judged;
  private @Nullable String refusal;

  /** After how many looks the judged file is to be judged again; 0 for never. */
  private int pause;

  private int looksToGo;

  public WatchedFile(Path file) {
    this.file = file;
  }

  /**
   * Looks at the file.
   *
   * @throws IOException if the file system does not say; the state is as before
   */
  public State look() throws IOException {
    FileStamp stamp = FileStamp.of(file);
    FileStamp before = last;
    last = stamp;
    if (stamp == null) {
      judge(null, null, 0);
      return State.MISSING;
    }
    if (stamp.equals(judged)) {
      return isTimeToTryAgain() ? State.READY : State.JUDGED;
    }
    return stamp.equals(before) ? State.READY : State.CHANGING;
  }

  private boolean isTimeToTryAgain() {
    if (pause == 0) {
      return false;
    }
    looksToGo--;
    // Also after a look that ended in an error of the file system, which judged nothing.
    return looksToGo <= 0;
  }

  /** Returns whether the file is still that of the last look. */
  public boolean isSame() throws IOException {
    return Objects.equals(last, FileStamp.of(file));
  }

  /** Returns when the file of the last look was written; the epoch if there was none. */
  public Instant written() {
    FileStamp stamp = last;
    return stamp == null ? Instant.EPOCH : stamp.modified().toInstant();
  }

  /** Takes the file of the last look. */
  public void take() {
    judge(last, null, 0);
  }

  /** Refuses the file of the last look. */
  public void refuse(String why) {
    judge(last, why, 0);
  }

  /**
   * Refuses the file of the last look for now: it is judged again in the next look, and, if it is
   * refused again, after twice as many looks each time, up to 64.
   */
  public void postpone(String why) {
    boolean isAgain = pause > 0 && Objects.equals(last, judged);
    judge(last, why, isAgain ? Math.min(2 * pause, LONGEST_PAUSE) : 1);
  }

  private void judge(@Nullable FileStamp stamp, @Nullable String why, int nextPause) {
    judged = stamp;
    refusal = why;
    pause = nextPause;
    looksToGo = nextPause;
  }

  /** Returns why the file that was judged last was refused; null if it was not. */
  public @Nullable String refusal() {
    return refusal;
  }
}
