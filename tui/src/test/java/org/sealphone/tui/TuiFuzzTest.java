package org.sealphone.tui;

import java.util.List;
import org.sealphone.fuzz.FuzzReplay;
import org.sealphone.fuzz.FuzzTarget;
import org.sealphone.tui.config.IpLiteralFuzz;
import org.sealphone.tui.config.UsersFileFuzz;
import org.sealphone.tui.text.SafeTextFuzz;
import org.sealphone.tui.watch.JournalFuzz;

class TuiFuzzTest extends FuzzReplay {
    @Override
    protected List<FuzzTarget> targets() {
        return List.of(new UsersFileFuzz(), new IpLiteralFuzz(), new SafeTextFuzz(), new JournalFuzz());
    }
}
