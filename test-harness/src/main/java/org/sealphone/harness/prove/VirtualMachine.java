package org.sealphone.harness.prove;

import java.util.Optional;

/** The Java among the processes of a phone. */
final class VirtualMachine {
    private VirtualMachine() {}

    static Optional<Long> of(ProcessHandle phone) {
        return phone.descendants()
                .filter(one -> one.info()
                        .command()
                        .filter(name -> name.endsWith("/java"))
                        .isPresent())
                .map(ProcessHandle::pid)
                .findFirst();
    }
}
