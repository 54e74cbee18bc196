package org.sealphone.harness.prove;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Function;
import org.sealphone.harness.dns.Tongue;

/**
 * A name server for one trial.
 *
 * @param tongue what it says, by the address of the trunk
 * @param list names that the phone may ask for, and no other
 */
record Names(Function<InetAddress, Tongue> tongue, Set<String> list) {
    Names {
        list = Set.copyOf(list);
    }
}
