package org.sealphone.tui.desk;

import java.util.concurrent.Executor;
import org.sealphone.tui.screen.Key;
import org.sealphone.tui.screen.Snapshot;

/** What is played on a stage. All methods are called on the thread of the stage; none of them may block. */
public interface Show {
    /** It begins. What is given to the executor runs on the thread of the stage. */
    void opened(Executor stage);

    void pressed(Key key);

    /** The terminal is gone. */
    void closed();

    /** What is to be seen now. */
    Snapshot snapshot();

    /** Whether it is over. */
    boolean over();
}
